using MnistLstm.Runner.Traces.Content;

namespace MnistLstm.Runner.Traces.Comparing;

/// <summary>Compares the records of a training here with those of the other side, up to the first that differs.</summary>
/// <param name="layout">The records' entries.</param>
/// <param name="source">The other side.</param>
internal sealed class TraceComparison(TraceLayout layout, ITraceSource source) : ITraceSink
{
    private readonly ulong[] _theirs = new ulong[layout.LongestRecord];

    /// <summary>The first difference; null while there is none.</summary>
    public TraceDifference? Difference { get; private set; }

    /// <inheritdoc/>
    public bool Done => Difference is not null;

    /// <inheritdoc/>
    public void Take(TracePosition position, ReadOnlySpan<ulong> entries, ITraceValues values)
    {
        Span<ulong> theirs = _theirs.AsSpan(0, entries.Length);
        source.Read(theirs);
        int first = entries.CommonPrefixLength(theirs);
        if (first == entries.Length)
        {
            source.GoOn();
            return;
        }

        IReadOnlyList<TraceTensor> tensors = layout.Of(position.Record);
        List<TraceTensor> differing = [];
        for (int i = first; i < tensors.Count; i++)
        {
            if (entries[i] != theirs[i])
            {
                differing.Add(tensors[i]);
            }
        }

        // Of a metric the record has the value itself.
        byte[]? there = tensors[first].Kind == TensorKind.Metric ? BitConverter.GetBytes(theirs[first]) : source.Values(first);
        Difference = new TraceDifference
        {
            Position = position,
            Entry = first,
            Equal = [.. tensors.Take(first)],
            Differing = differing,
            TheirEntry = theirs[first],
            Here = values.Bytes(tensors[first]).ToArray(),
            There = there,
        };
    }
}
