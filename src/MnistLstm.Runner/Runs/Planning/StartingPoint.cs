using System.Globalization;
using MnistLstm.Runner.Results;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>Where a training begins: at a state that an earlier one left, or anew.</summary>
/// <param name="State">The state; null to begin anew.</param>
/// <param name="Reason">Why what is there is not gone on with; null when nothing is there, or when it is.</param>
internal sealed record StartingPoint(TrainerState? State, string? Reason = null)
{
    /// <summary>Nothing is there.</summary>
    public static StartingPoint New { get; } = new(null, null);

    /// <summary>The epochs, or steps, of the spec that the state was made by; null when it is the run's own.</summary>
    public int? OfEpochs { get; init; }

    /// <summary>The fingerprint of the result that the state lies with; null without a state.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>True where training steps are counted, not epochs.</summary>
    public bool CountsSteps { get; init; }

    /// <summary>Seconds of training that led to the state, as far as they are known.</summary>
    public double TrainSeconds { get; init; }

    /// <summary>Likewise of evaluation.</summary>
    public double EvaluateSeconds { get; init; }

    /// <summary>Epochs that are done.</summary>
    public int EpochsDone => State?.Epochs.Count ?? 0;

    /// <summary><c>goes on after epoch 20</c>, or <c>begins anew: …</c>; empty for a run that nothing is there of.</summary>
    public override string ToString()
    {
        if (State is null)
        {
            return Reason is null ? "" : $"begins anew: {Reason}";
        }

        if (EpochsDone == 0 && State.Progress is not { Losses.Samples: > 0 })
        {
            return "begins with the first batch: none was trained yet";
        }

        string within = State.Progress is { Losses.Samples: > 0 and int samples }
            ? string.Create(CultureInfo.InvariantCulture,
                $"{(EpochsDone > 0 ? " and" : "")} {samples:N0} samples{(CountsSteps ? "" : $" of epoch {EpochsDone + 1}")}") : "";
        string of = OfEpochs is not { } epochs ? ""
            : string.Create(CultureInfo.InvariantCulture, $" of the run with {epochs} {(CountsSteps ? "steps" : "epochs")}");
        return string.Create(CultureInfo.InvariantCulture, $"goes on after{(EpochsDone > 0 ? $" {RowText.Of(State.Epochs[^1])}" : "")}{within}{of}");
    }
}
