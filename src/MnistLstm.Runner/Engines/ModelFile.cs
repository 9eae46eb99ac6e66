using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Training;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Runner.Engines;

/// <summary>A model as a file other programs read: safetensors, under PyTorch's names.</summary>
internal static class ModelFile
{
    /// <summary>A model's parameters in PyTorch's state_dict order, without copying them; valid while the model lives.</summary>
    public static IReadOnlyList<SafetensorsTensor> Tensors(SequenceClassifier model) =>
        [.. model.Parameters.Select(p => new SafetensorsTensor(p.Name, p.Shape, () => p.Values))];

    /// <summary>Writes a run's weights.</summary>
    public static void Write(Stream stream, RunSpec spec, IReadOnlyList<SafetensorsTensor> tensors, string engine = EngineVersion.Name) =>
        SafetensorsWriter.Write(stream, tensors, [new("engine", engine), new("experiment", spec.Name), new("format", "pt")]);
}
