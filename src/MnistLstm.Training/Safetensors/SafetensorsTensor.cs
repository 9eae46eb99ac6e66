namespace MnistLstm.Training.Safetensors;

/// <summary>Gives a tensor's values, row-major, without copying them.</summary>
public delegate ReadOnlySpan<float> TensorValues();

/// <summary>One float32 tensor of a safetensors file.</summary>
/// <param name="Name">Its name in PyTorch's state_dict: <c>lstm.weight_ih_l0</c>.</param>
/// <param name="Shape">Its sizes.</param>
/// <param name="Values">Its values; as many as the sizes' product.</param>
public sealed record SafetensorsTensor(string Name, IReadOnlyList<int> Shape, TensorValues Values);
