namespace MnistLstm.Training.Safetensors;

/// <summary>What a safetensors file holds.</summary>
/// <param name="Tensors">The tensors, in the order they lie in the file.</param>
/// <param name="Metadata">The text under <c>__metadata__</c>.</param>
public sealed record SafetensorsFile(IReadOnlyList<SafetensorsTensor> Tensors, IReadOnlyDictionary<string, string> Metadata);
