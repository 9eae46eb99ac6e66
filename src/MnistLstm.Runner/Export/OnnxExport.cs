using System.Globalization;
using System.Reflection;
using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Random;
using MnistLstm.Runner.Export.Onnx;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Runner.Export;

/// <summary>Hands a run's model on as ONNX, for any runtime that reads it. Such a runtime's scores differ from ours in their last bits.</summary>
internal static class OnnxExport
{
    /// <summary>Writes the model with the weights a run starts from: those of <c>torch.manual_seed(seed)</c>.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="data">Its data, or others of their form where the run does not normalise by its training part.</param>
    /// <param name="file">The file to write.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Initial(RunSpec spec, Dataset data, OutputFile file)
    {
        using SequenceClassifier model = spec.CreateModel();
        model.Initialize(new Mt19937(spec.Seed));
        Dictionary<string, ReadOnlyMemory<float>> weights = model.Parameters.ToDictionary(p => p.Name, p => (ReadOnlyMemory<float>)p.Values.ToArray());
        file.Write(OnnxModel.Of(
            spec.Name, spec.Network, name => weights[name], Producer(), Metadata(spec, "initial", EngineVersion.Name), Preparation(spec, data)));
    }

    /// <summary>Writes the model with the weights a run ended with.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="data">As of <see cref="Initial"/>.</param>
    /// <param name="run">Its result.</param>
    /// <param name="file">The file to write.</param>
    /// <exception cref="RunStoreException">The stored weights are not what was written, or cannot be read.</exception>
    /// <exception cref="InvalidDataException">They are no safetensors file.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Trained(RunSpec spec, Dataset data, StoredRun run, OutputFile file)
    {
        SafetensorsFile model = SafetensorsReader.Read(run.ModelFile, run.ReadModel());
        Dictionary<string, ReadOnlyMemory<float>> weights = model.Tensors.ToDictionary(t => t.Name, t => (ReadOnlyMemory<float>)t.Values().ToArray());
        KeyValuePair<string, string>[] result =
        [
            new("fingerprint", run.Fingerprint),
            new("weights_sha256", spec.ResultOf(run.Epochs)!.WeightsSha256),
            .. spec.ResultOf(run.Epochs)!.TestErrors is { } errors ? [new("test_rmse", errors.Rmse.ToString("R", CultureInfo.InvariantCulture))]
                : spec.ResultOf(run.Epochs)!.TestAccuracy is { } accuracy ? [new("test_accuracy", accuracy.ToString("R", CultureInfo.InvariantCulture))]
                : Array.Empty<KeyValuePair<string, string>>(),
        ];
        file.Write(OnnxModel.Of(
            spec.Name, spec.Network, name => weights[name], Producer(), [.. Metadata(spec, "trained", run.Engine), .. result], Preparation(spec, data)));
    }

    // What a model reads must be done to its input in ONNX as well.
    private static OnnxPreparation? Preparation(RunSpec spec, Dataset data)
    {
        if (!spec.PreparesData)
        {
            return null;
        }

        using Trainer trainer = spec.CreateTrainer(data, new TrainingOptions());
        return new OnnxPreparation(spec.Data.Steps, spec.Data.Features, trainer.Normalization, trainer.ReadingOrder);
    }

    // The package's version: the assembly's own has the major number alone. Behind a '+' stands the commit.
    private static (string Name, string Version) Producer() => ("MnistLstm.Runner",
        typeof(OnnxExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0]);

    private static KeyValuePair<string, string>[] Metadata(RunSpec spec, string weights, string engine) =>
    [
        new("experiment", spec.Name),
        new("weights", weights),
        new("engine", engine),
        new("seed", spec.Seed.ToString(CultureInfo.InvariantCulture)),
        new("dataset", spec.Dataset),
        new("model", spec.Network.Yaml),
    ];
}
