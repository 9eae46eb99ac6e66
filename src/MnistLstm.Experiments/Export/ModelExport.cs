using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Random;
using MnistLstm.Experiments.Runs;
using MnistLstm.Training;

namespace MnistLstm.Experiments.Export;

/// <summary>Hands a run's weights on to other programs.</summary>
public static class ModelExport
{
    /// <summary>Writes the weights a run starts from: those of <c>torch.manual_seed(seed)</c>.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Initial(RunSpec spec, string path)
    {
        using SequenceClassifier model = spec.CreateModel();
        model.Initialize(new Mt19937(spec.Seed));
        AtomicFile.Write(Path.GetFullPath(path), stream => Write(stream, spec, Tensors(model)));
    }

    /// <summary>Writes the weights a run ended with.</summary>
    /// <exception cref="IOException">The file cannot be written, or the result is gone.</exception>
    public static void Trained(StoredRun run, string path) =>
        AtomicFile.Write(Path.GetFullPath(path), stream =>
        {
            using FileStream model = File.OpenRead(run.ModelFile);
            model.CopyTo(stream);
        });

    /// <summary>A model's parameters in PyTorch's state_dict order, without copying them; valid while the model lives.</summary>
    public static IReadOnlyList<SafetensorsTensor> Tensors(SequenceClassifier model) =>
        [.. model.Parameters.Select(p => new SafetensorsTensor(p.Name, p.Shape, () => p.Values))];

    internal static void Write(Stream stream, RunSpec spec, IReadOnlyList<SafetensorsTensor> tensors, string engine = EngineVersion.Name) =>
        SafetensorsWriter.Write(stream, tensors, [new("engine", engine), new("experiment", spec.Name), new("format", "pt")]);
}
