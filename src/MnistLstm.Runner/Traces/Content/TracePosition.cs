namespace MnistLstm.Runner.Traces.Content;

/// <summary>Where in a training a record stands.</summary>
/// <param name="Record">Its kind.</param>
/// <param name="Epoch">The epoch, or evaluation, from 1; 0 before the first step.</param>
/// <param name="Batch">The batch within the epoch, or since the last evaluation, from 1; 0 where the record is none of a step.</param>
internal readonly record struct TracePosition(RecordKind Record, int Epoch, int Batch)
{
    /// <summary>Before the first step.</summary>
    public static TracePosition Start { get; } = new(RecordKind.Start, 0, 0);
}
