namespace MnistLstm.Engine.Modules;

/// <summary><c>nn.LSTM(input_size, hidden_size, num_layers, batch_first=True, bidirectional=…)</c>. STUB</summary>
public sealed class Lstm : Module
{
    /// <summary>Creates the layer.</summary>
    public Lstm(int inputSize, int hiddenSize, int numLayers = 1, bool bidirectional = false) => _ = (inputSize, hiddenSize, numLayers, bidirectional);

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter> Parameters => throw new NotSupportedException();

    /// <summary>The parameter of a PyTorch name: <c>weight_ih_l0_reverse</c>.</summary>
    public Parameter this[string name] => throw new NotSupportedException(name);

    /// <inheritdoc/>
    public override void Initialize(Random.Mt19937 random) => throw new NotSupportedException();

    /// <summary>As PyTorch prints it: <c>LSTM(28, 128, batch_first=True)</c>.</summary>
    public override string ToString() => throw new NotSupportedException();
}
