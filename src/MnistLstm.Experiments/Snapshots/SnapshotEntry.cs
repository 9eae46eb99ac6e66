using MnistLstm.Training;

namespace MnistLstm.Experiments.Snapshots;

/// <summary>One run in a snapshot file.</summary>
public sealed record SnapshotEntry
{
    /// <summary>The run's full name.</summary>
    public required string Name { get; init; }

    /// <summary>The engine's version that made it.</summary>
    public required string Engine { get; init; }

    /// <summary>Hash of the sources that made it; only in received files, where it tells a stale result.</summary>
    public string? SourcesSha256 { get; init; }

    /// <summary>The resolved spec: key and value in canonical text, in the spec's order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Spec { get; init; }

    /// <summary>The metrics of every epoch.</summary>
    public required IReadOnlyList<EpochMetrics> Epochs { get; init; }

    /// <summary>What is wrong with the entry as it was read: a line edited by hand, a line missing. Null when nothing is.</summary>
    public string? Fault { get; init; }

    /// <summary>The entry a result would be accepted as.</summary>
    public static SnapshotEntry Of(RunSpec spec, string engine, string? sourcesSha256, IReadOnlyList<EpochMetrics> epochs) => new()
    {
        Name = spec.Name,
        Engine = engine,
        SourcesSha256 = sourcesSha256,
        Spec = [.. spec.Settings.Select(s => KeyValuePair.Create(s.Key, s.Value))],
        Epochs = epochs,
    };
}
