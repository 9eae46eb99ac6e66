using System.Globalization;

namespace MnistLstm.Runner.Traces.Content;

/// <summary>Where in a training a record stands.</summary>
/// <param name="Record">Its kind.</param>
/// <param name="Epoch">The epoch, from 1; 0 before the first step.</param>
/// <param name="Batch">The batch within the epoch, from 1; 0 where the record is none of a step.</param>
internal readonly record struct TracePosition(RecordKind Record, int Epoch, int Batch)
{
    /// <summary>Before the first step.</summary>
    public static TracePosition Start { get; } = new(RecordKind.Start, 0, 0);

    /// <summary>Training steps done here, this one included.</summary>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    public long StepsDone(int stepsPerEpoch) => Record switch
    {
        RecordKind.Start => 0,
        RecordKind.Step => ((Epoch - 1L) * stepsPerEpoch) + Batch,
        _ => (long)Epoch * stepsPerEpoch,
    };

    /// <summary><c>epoch 2, batch 17 of 180 (step 197)</c>.</summary>
    /// <param name="stepsPerEpoch">Steps of an epoch.</param>
    public string Describe(int stepsPerEpoch) => Record switch
    {
        RecordKind.Start => "before the first step",
        RecordKind.Step => string.Create(CultureInfo.InvariantCulture, $"epoch {Epoch}, batch {Batch} of {stepsPerEpoch} (step {StepsDone(stepsPerEpoch)})"),
        _ => string.Create(CultureInfo.InvariantCulture, $"end of epoch {Epoch} (after step {StepsDone(stepsPerEpoch)})"),
    };
}
