using System.Text.Json.Serialization;
using MnistLstm.Runner.Results;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Export.Bundles;

/// <summary>The content of bundle.json. Nothing in it says when the run was made, or whose machine it was.</summary>
internal sealed record BundleManifest
{
    public const int CurrentSchema = 1;

    public required int Schema { get; init; }

    public required string Name { get; init; }

    public required string Experiment { get; init; }

    public required long Seed { get; init; }

    public required string Engine { get; init; }

    public required string Fingerprint { get; init; }

    public required ManifestDataset Dataset { get; init; }

    public required string SourcesSha256 { get; init; }

    /// <summary>The hand-written C# that took part, which a bundle does not carry: its files and their hash.</summary>
    public BundleHooks? Hooks { get; init; }

    /// <summary>The resolved spec, in its own order.</summary>
    [JsonConverter(typeof(ResolvedSpecConverter))]
    public required IReadOnlyList<KeyValuePair<string, string>> Spec { get; init; }

    public required int Parameters { get; init; }

    public required string WeightsSha256 { get; init; }

    public required BundleEnvironment Environment { get; init; }

    /// <summary>The other files of the bundle.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }
}

internal sealed record BundleHooks(IReadOnlyList<string> Files, string Sha256);

/// <summary>What the run was trained on; none of it may matter to a bit.</summary>
internal sealed record BundleEnvironment(string System, string Architecture, string Runtime, int Processors, int Threads, string? Processor)
{
    /// <summary>Of a stored result.</summary>
    public static BundleEnvironment Of(ManifestEnvironment environment) => new(
        environment.System, environment.Architecture, environment.Runtime, environment.Processors, environment.Threads, environment.Processor);

    /// <summary><c>Linux 6.1, X64, an Intel Xeon, .NET 10.0.1, 2 threads</c>.</summary>
    public override string ToString() =>
        FormattableString.Invariant(
            $"{System}, {Architecture}, {(Processor is null ? "" : Processor + ", ")}{Runtime}, {Threads} {(Threads == 1 ? "thread" : "threads")}");
}
