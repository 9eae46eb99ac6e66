using MnistLstm.Runner.Traces.Content;
using MnistLstm.Runner.Traces.Files;

namespace MnistLstm.Runner.Traces.Comparing;

/// <summary>Waits for one place of a training and takes the values of one tensor there.</summary>
/// <param name="layout">The records' entries.</param>
/// <param name="place">The place.</param>
internal sealed class StepTarget(TraceLayout layout, StepPlace place) : ITraceSink
{
    /// <summary>The raw values; null until the place is reached.</summary>
    public byte[]? Values { get; private set; }

    /// <summary>The tensor's entry.</summary>
    public ulong Entry { get; private set; }

    /// <inheritdoc/>
    public bool Done => Values is not null;

    /// <inheritdoc/>
    public bool Wants(TracePosition position) => position == place.Position;

    /// <inheritdoc/>
    public void Take(TracePosition position, ReadOnlySpan<ulong> entries, ITraceValues values)
    {
        Entry = entries[place.Entry];
        Values = values.Bytes(layout.Of(position.Record)[place.Entry]).ToArray();
    }
}
