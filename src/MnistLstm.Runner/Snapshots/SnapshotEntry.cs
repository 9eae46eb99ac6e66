using System.Globalization;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Snapshots;

/// <summary>One run in a snapshot file.</summary>
internal sealed record SnapshotEntry
{
    /// <summary>The run's full name.</summary>
    public required string Name { get; init; }

    /// <summary>The engine's version that made it.</summary>
    public required string Engine { get; init; }

    /// <summary>Hash of the sources that made it; only in received files, where it tells a stale result.</summary>
    public string? SourcesSha256 { get; init; }

    /// <summary>The resolved spec: key and value in canonical text, in the spec's order.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Spec { get; init; }

    /// <summary>Hash of the run's hooks (<see cref="RunHooks.Sha256"/>) when it was accepted; null without any, and in entries from before it was
    /// kept.</summary>
    public string? HooksSha256 { get; init; }

    /// <summary>The metrics of every epoch.</summary>
    public required IReadOnlyList<EpochMetrics> Epochs { get; init; }

    /// <summary>The epoch that is the result; null without any.</summary>
    internal EpochMetrics? Result => BestEpoch.Of(Epochs, Spec);

    /// <summary>The file's tolerance; null in the exact engine's.</summary>
    public EngineTolerance? Tolerance { get; init; }

    /// <summary>What the numbers belong to besides the spec, where an engine's numbers depend on it: library, processor, threads; empty for the exact
    /// engine.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Environment { get; init; } = [];

    /// <summary>What is wrong with the entry as it was read: a line edited by hand, a line missing. Null when nothing is.</summary>
    public string? Fault { get; init; }

    /// <summary>True when another entry stands for the same result of the same sources and spec.</summary>
    internal bool SaysTheSame(SnapshotEntry other) =>
        Engine == other.Engine && SourcesSha256 == other.SourcesSha256 && HooksSha256 == other.HooksSha256 && Spec.SequenceEqual(other.Spec)
            && Environment.SequenceEqual(other.Environment) && Epochs.SequenceEqual(other.Epochs);

    /// <summary>The entry a result of the exact engine would be accepted as.</summary>
    public static SnapshotEntry Of(RunSpec spec, string engine, string? sourcesSha256, IReadOnlyList<EpochMetrics> epochs) => new()
    {
        Name = spec.Name,
        Engine = engine,
        SourcesSha256 = sourcesSha256,
        Spec = [.. spec.Settings.Select(s => KeyValuePair.Create(s.Key, s.Value))],
        HooksSha256 = spec.Hooks?.Sha256,
        Epochs = epochs,
    };

    /// <summary>The entry a result of any engine would be accepted as.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="version">The engine's version that made the result.</param>
    /// <param name="epochs">The result.</param>
    /// <param name="environment">Where it was made; null for here.</param>
    internal static SnapshotEntry Of(RunSpec spec, RunEngine engine, string version, IReadOnlyList<EpochMetrics> epochs,
        ManifestEnvironment? environment = null) =>
        Of(spec, version, engine.SourcesSha256(spec), epochs) with
        {
            Tolerance = engine.ToleranceOf(spec),
            HooksSha256 = engine.Tolerance is null ? spec.Hooks?.Sha256 : null,
            Environment = engine.Tolerance is null ? [] : [.. EnvironmentOf(environment ?? ManifestEnvironment.Here(engine.DefaultThreads, engine.Library))],
        };

    // What libtorch's numbers depend on, and nothing that only tells whose machine it was.
    private static IEnumerable<KeyValuePair<string, string>> EnvironmentOf(ManifestEnvironment environment)
    {
        yield return KeyValuePair.Create("library", environment.Library ?? "");
        yield return KeyValuePair.Create("processor", environment.Processor ?? environment.Architecture);
        yield return KeyValuePair.Create("threads", environment.Threads.ToString(CultureInfo.InvariantCulture));
        yield return KeyValuePair.Create("system", environment.System);
    }
}
