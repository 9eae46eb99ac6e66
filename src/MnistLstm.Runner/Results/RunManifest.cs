using System.Runtime.InteropServices;
using System.Text.Json.Serialization;
using MnistLstm.Runner.Engines;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Results;

/// <summary>The content of run.json. Everything outside of <see cref="Times"/> and <see cref="Environment"/> is the same for the same run.</summary>
internal sealed record RunManifest
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Name { get; init; }

    public required string Experiment { get; init; }

    public required long Seed { get; init; }

    /// <summary>running, complete, halted, failed or interrupted. A run that was killed still says running.</summary>
    public required string Status { get; init; }

    public string? Error { get; init; }

    public required string Fingerprint { get; init; }

    public required string Engine { get; init; }

    public required ManifestDataset Dataset { get; init; }

    public required string SourcesSha256 { get; init; }

    /// <summary>The resolved spec, in its own order: keys with their values in canonical text.</summary>
    [JsonConverter(typeof(ResolvedSpecConverter))]
    public required IReadOnlyList<KeyValuePair<string, string>> Spec { get; init; }

    public required int Parameters { get; init; }

    public string? WeightsSha256 { get; init; }

    /// <summary>What a complete run consists of, besides run.json. In the file it must stand: a reader that is made at build time gives null where it
    /// does not.</summary>
    [JsonRequired]
    public IReadOnlyList<ManifestFile> Files { get; init; } = [];

    public required ManifestTimes Times { get; init; }

    public required ManifestEnvironment Environment { get; init; }
}

internal sealed record ManifestDataset(string Name, string Sha256);

internal sealed record ManifestFile(string Name, long Bytes, string Sha256);

internal sealed record ManifestTimes(DateTime Started, DateTime? Finished, double TrainSeconds, double EvaluateSeconds);

/// <param name="Library">The native library that computed; null for the exact engine.</param>
/// <param name="Check">The hash of all that stands before it in run.json (<see cref="ManifestCheck"/>), which is why it is last; null in a result of a version
/// that had none.</param>
internal sealed record ManifestEnvironment(
    string Host, int ProcessId, string System, string Architecture, string Runtime, int Processors, int Threads, string? Processor = null,
    string? Library = null, string? Check = null)
{
    /// <summary>This process on this machine.</summary>
    public static ManifestEnvironment Here(int threads, string? library) => new(
        global::System.Environment.MachineName,
        global::System.Environment.ProcessId,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        RuntimeInformation.FrameworkDescription,
        global::System.Environment.ProcessorCount,
        threads,
        Machine.ProcessorName(),
        library,
        ManifestCheck.Blank);
}
