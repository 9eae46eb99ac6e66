using MnistLstm.Runner.Engines;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results;

/// <summary>A complete result as it lies in the results folder.</summary>
public sealed record StoredRun
{
    /// <summary>The run's full name.</summary>
    public required string Name { get; init; }

    /// <summary>The fingerprint, 16 hex digits; the folder's name.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The engine's version.</summary>
    public required string Engine { get; init; }

    /// <summary>Where it was made.</summary>
    internal ManifestEnvironment? Environment { get; init; }

    /// <summary>Hash of the sources that made it.</summary>
    public required string SourcesSha256 { get; init; }

    /// <summary>All its epochs.</summary>
    public required IReadOnlyList<EpochMetrics> Epochs { get; init; }

    /// <summary>Seconds of training, evaluation not counted.</summary>
    public required double TrainSeconds { get; init; }

    /// <summary>Seconds of evaluation.</summary>
    public required double EvaluateSeconds { get; init; }

    /// <summary>When it was finished, UTC.</summary>
    public required DateTime Finished { get; init; }

    /// <summary>The final weights, in safetensors form.</summary>
    public string ModelFile => Path.Combine(Folder, RunFiles.Model);
}
