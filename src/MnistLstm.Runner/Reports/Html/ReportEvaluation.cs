using MnistLstm.Runner.Predictions;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Reports.Html;

/// <summary>What a run's stored model makes of the test images; or why that is not known here.</summary>
/// <param name="Spec">The run.</param>
/// <param name="Evaluation">The evaluation; null where <paramref name="Missing"/> says why.</param>
/// <param name="Images">The test images.</param>
/// <param name="Missing">Why there is none.</param>
/// <param name="Remedy">The command that mends it; null where none does.</param>
internal sealed record ReportEvaluation(RunSpec Spec, Evaluation? Evaluation, SequenceSet? Images, string? Missing, string? Remedy)
{
    /// <summary>The same of a model that predicts numbers.</summary>
    public NumberEvaluation? Numbers { get; init; }

    /// <summary>None, for a reason.</summary>
    public static ReportEvaluation None(RunSpec spec, string why, string? remedy = null) => new(spec, null, null, why, remedy);
}
