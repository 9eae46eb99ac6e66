using MnistLstm.Runner.Traces.Content;

namespace MnistLstm.Runner.Traces.Comparing;

/// <summary>Where two trainings first part.</summary>
internal sealed record TraceDifference
{
    /// <summary>The first record that differs.</summary>
    public required TracePosition Position { get; init; }

    /// <summary>The place among the record's entries of the first that differs.</summary>
    public required int Entry { get; init; }

    /// <summary>The record's tensors before it, which are equal.</summary>
    public required IReadOnlyList<TraceTensor> Equal { get; init; }

    /// <summary>All of the record's tensors that differ, in order.</summary>
    public required IReadOnlyList<TraceTensor> Differing { get; init; }

    /// <summary>The first tensor that differs.</summary>
    public TraceTensor Tensor => Differing[0];

    /// <summary>The other side's entry of it.</summary>
    public required ulong TheirEntry { get; init; }

    /// <summary>Its raw values here.</summary>
    public required byte[] Here { get; init; }

    /// <summary>Its raw values on the other side; null when only their hash is known.</summary>
    public required byte[]? There { get; init; }
}
