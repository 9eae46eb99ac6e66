using System.Text.Json;
using MnistLstm.Engine;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Traces.Content;

/// <summary>What a trace is of. The same for the same run made by the same sources, wherever it is made.</summary>
internal sealed record TraceHeader
{
    /// <summary>The run's full name.</summary>
    public required string Name { get; init; }

    /// <summary>The run's fingerprint; the epochs traced are no part of it.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The engine's version.</summary>
    public required string Engine { get; init; }

    /// <summary>The data set.</summary>
    public required ManifestDataset Dataset { get; init; }

    /// <summary>The sources that trained.</summary>
    public required string SourcesSha256 { get; init; }

    /// <summary>The resolved spec, in its own order.</summary>
    public required Dictionary<string, JsonElement> Spec { get; init; }

    /// <summary>The model's parameters in state_dict order.</summary>
    public required IReadOnlyList<TraceParameter> Parameters { get; init; }

    /// <summary>Training steps of an epoch.</summary>
    public required int StepsPerEpoch { get; init; }

    /// <summary>Epochs traced.</summary>
    public required int Epochs { get; init; }

    /// <summary>The header of a run about to be trained here.</summary>
    public static TraceHeader Of(RunSpec spec, Dataset data, Trainer trainer, int epochs) => new()
    {
        Name = spec.Name,
        Fingerprint = Results.Fingerprint.Of(spec, new DatasetIdentity(data.Sha256, data.Train.Count, data.Test.Count)),
        Engine = EngineVersion.Name,
        Dataset = new ManifestDataset(spec.Dataset, data.Sha256),
        SourcesSha256 = SourcesHash.Of(spec),
        Spec = SpecJson.Of(spec),
        Parameters = [.. trainer.Model.Parameters.Select(p => new TraceParameter(p.Name, p.Shape))],
        StepsPerEpoch = trainer.StepsPerEpoch,
        Epochs = epochs,
    };

    /// <summary>How the records lie.</summary>
    public TraceLayout Layout() => new(Parameters, StepsPerEpoch, Epochs, Validates);

    // A program from before there was validation wrote no such key.
    private bool Validates => Spec.TryGetValue("validation_samples", out JsonElement held) && held.GetRawText() != "0";

    /// <summary>True when the numbers in it make sense, and no parameter is missing: in a list the reader lets null pass.</summary>
    public bool IsSound() =>
        StepsPerEpoch >= 1 && Epochs >= 1 && Parameters.Count >= 1 && Parameters.All(p => p is not null && p.Shape.All(size => size >= 1));
}
