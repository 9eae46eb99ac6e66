using System.Text.Json.Serialization;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>The decisions of a halved sweep with all that they rest on: the content of its file.</summary>
internal sealed record HalvingRecord
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The version of the engine that the figures are of.</summary>
    public required string Engine { get; init; }

    public required int ReductionFactor { get; init; }

    public required int MinResource { get; init; }

    /// <summary>The epochs of a whole run.</summary>
    public required int Epochs { get; init; }

    /// <summary>The rungs that are decided, the first one first.</summary>
    public required IReadOnlyList<HalvingRung> Rungs { get; init; }
}

/// <summary>A decision.</summary>
/// <param name="Epoch">The epochs after which it was made.</param>
/// <param name="Candidates">All that came to the rung, the best first.</param>
internal sealed record HalvingRung(int Epoch, IReadOnlyList<HalvingPlace> Candidates);

/// <summary>Where a candidate stands at a rung.</summary>
/// <param name="Name">Its name.</param>
/// <param name="GoesOn">Whether it goes on to the next rung.</param>
/// <param name="ValidationAccuracy">What it is judged by: the mean over its runs, a fraction; null where numbers are predicted, and if a run diverged.</param>
/// <param name="ValidationRmse">The same where numbers are predicted.</param>
/// <param name="ValidationLoss">What decides between candidates with the same of these.</param>
/// <param name="Runs">Its runs with their own figures.</param>
internal sealed record HalvingPlace(
    string Name, bool GoesOn, double? ValidationAccuracy, double? ValidationRmse, double? ValidationLoss, IReadOnlyList<HalvingFigure> Runs)
{
    /// <summary>True when one of its runs diverged, so that it cannot go on.</summary>
    [JsonIgnore]
    public bool IsLost => Runs.Any(run => run.Error is not null);
}

/// <summary>A run's figures at a rung: those of the epoch that its result would be of if it ended there.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Fingerprint">Its fingerprint, which names the folder of its result.</param>
/// <param name="ValidationAccuracy">A fraction; null where numbers are predicted.</param>
/// <param name="ValidationRmse">Null where classes are.</param>
/// <param name="ValidationLoss">The loss on the held-out samples.</param>
/// <param name="Error">Of a run whose loss or weights became NaN or infinite, what was said of it; else null.</param>
internal sealed record HalvingFigure(
    string Name, string Fingerprint, double? ValidationAccuracy, double? ValidationRmse, double? ValidationLoss, string? Error);
