namespace MnistLstm.Generators.Model.Networks;

/// <summary>One module of a model, at its place: it knows what comes in.</summary>
/// <param name="Input">What comes in.</param>
internal abstract record ModelModule(FeatureShape Input)
{
    /// <summary>Its name in the model, <c>fc1</c>; <see cref="ModelShape.Of"/> gives it.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its name if the model has no other of its kind: <c>fc</c>.</summary>
    public abstract string Stem { get; }

    /// <summary>What leaves it.</summary>
    public virtual FeatureShape Output => Input;

    /// <summary>As an item of a spec's <c>model</c>, only what differs from the defaults: <c>lstm: {hidden_size: 128}</c>.</summary>
    public abstract string Yaml { get; }

    /// <summary>As PyTorch prints it, only what differs from its defaults: <c>LSTM(28, 128, batch_first=True)</c>.</summary>
    public abstract string PyTorchLine { get; }

    /// <summary>Elements of its parameters.</summary>
    public virtual long ParameterCount => 0;
}
