using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using MnistLstm.Engine;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Settings;

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

    /// <summary>Training steps of an epoch; where steps are counted, from one evaluation to the next.</summary>
    public required int StepsPerEpoch { get; init; }

    /// <summary>Epochs traced; where steps are counted, evaluations.</summary>
    public required int Epochs { get; init; }

    /// <summary>The steps of the whole run; null where epochs are counted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Steps { get; init; }

    /// <summary>The steps traced: the last evaluation of a run that counts steps may come after fewer of them.</summary>
    [JsonIgnore]
    public long StepsTraced => StepsAfter(Epochs);

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
        StepsPerEpoch = trainer.StepsPerEvaluation,
        Epochs = epochs,
        Steps = spec.Steps,
    };

    /// <summary>How the records lie.</summary>
    public TraceLayout Layout() => new(Parameters, StepsTraced, Epochs, Holds(SpecKeys.ValidationSamples) || Holds(SpecKeys.ValidationFraction));

    /// <summary>The training steps that are done after so many epochs, or evaluations.</summary>
    public long StepsAfter(int epochs) => Math.Min((long)epochs * StepsPerEpoch, Steps ?? long.MaxValue);

    /// <summary>The training steps that are done at a record, that of a step included.</summary>
    public long StepsDone(TracePosition position) => position.Record switch
    {
        RecordKind.Start => 0,
        RecordKind.Step => StepsAfter(position.Epoch - 1) + position.Batch,
        _ => StepsAfter(position.Epoch),
    };

    /// <summary><c>epoch 2, batch 17 of 180 (step 197)</c>, or where steps are counted <c>step 197</c>.</summary>
    public string Describe(TracePosition position)
    {
        long done = StepsDone(position);
        return (position.Record, Steps) switch
        {
            (RecordKind.Start, _) => "before the first step",
            (RecordKind.Step, null) =>
                string.Create(CultureInfo.InvariantCulture, $"epoch {position.Epoch}, batch {position.Batch} of {StepsPerEpoch} (step {done})"),
            (RecordKind.Step, _) => string.Create(CultureInfo.InvariantCulture, $"step {done}"),
            (_, null) => string.Create(CultureInfo.InvariantCulture, $"end of epoch {position.Epoch} (after step {done})"),
            _ => string.Create(CultureInfo.InvariantCulture, $"the evaluation after step {done}"),
        };
    }

    // A program from before there was such a key did not write it.
    private bool Holds(string key) => Spec.TryGetValue(key, out JsonElement held) && held.GetRawText() != "0";

    /// <summary>True when the numbers in it make sense, and no parameter is missing: in a list the reader lets null pass.</summary>
    public bool IsSound() =>
        StepsPerEpoch >= 1 && Epochs >= 1 && (Steps ?? 1) >= 1 && Parameters.Count >= 1 && Parameters.All(p => p is not null && p.Shape.All(size => size >= 1));
}
