using MnistLstm.Runner.Results;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Charts;

/// <summary>What rows of metrics are called along a chart's axis.</summary>
/// <param name="Word">What is counted: <c>epoch</c>.</param>
/// <param name="Number">The number of a row, from 1.</param>
internal sealed record RowAxis(string Word, Func<int, int> Number)
{
    /// <summary>Epochs are counted.</summary>
    public static RowAxis Epochs { get; } = new("epoch", row => row);

    /// <summary>Of several runs: their epochs; their steps where all are evaluated after the same ones; else their evaluations.</summary>
    public static RowAxis Of(IReadOnlyList<RunSpec> specs)
    {
        if (specs.All(spec => spec.Steps is null))
        {
            return Epochs;
        }

        RunSpec longest = specs.MaxBy(spec => spec.Epochs)!;
        return specs.All(spec => spec.Steps == longest.Steps && spec.StepsPerEvaluation == longest.StepsPerEvaluation)
            ? new RowAxis("step", row => RowText.Number(longest, row)) : new RowAxis("evaluation", row => row);
    }
}
