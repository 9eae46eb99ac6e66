using System.Text.Json;
using MnistLstm.Runner.Engines;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results;

/// <summary>A complete result as it lies in the results folder.</summary>
internal sealed record StoredRun
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

    /// <summary>The final weights, in safetensors form. Nobody has looked at their content: <see cref="ReadModel"/> does.</summary>
    public string ModelFile => Path.Combine(Folder, RunFiles.Model);

    /// <summary>How many bytes the weights' file was written with.</summary>
    public required long ModelBytes { get; init; }

    /// <summary>The hash of the weights' file as it was written.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>The content of <see cref="ModelFile"/>, checked: what uses the weights begins here.</summary>
    /// <exception cref="RunStoreException">It is not what was written, or cannot be read.</exception>
    public byte[] ReadModel()
    {
        try
        {
            return ResultReader.ReadFile(Folder, new ManifestFile(RunFiles.Model, ModelBytes, ModelSha256));
        }
        catch (Exception error) when (error is JsonException or IOException)
        {
            string name = Name.Contains('[', StringComparison.Ordinal) ? $"'{Name}'" : Name;
            throw new RunStoreException(
                $"{Folder} holds no usable result: {error.Message}; train it again: dotnet run -- run {name}{RunEngine.OptionOf(Engine)} --force", error);
        }
    }
}
