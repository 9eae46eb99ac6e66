namespace MnistLstm.Engine.Random;

/// <summary>What an initialisation draws with: one for all tensors of a model, since a normal number may be left over for the next tensor.</summary>
/// <param name="random">The generator.</param>
internal sealed class InitialDraws(Mt19937 random)
{
    private readonly NormalDraws _normal = new(random);

    /// <summary><c>uniform_(from, to)</c>.</summary>
    public void Uniform(Span<float> values, double from, double to) => random.FillUniform(values, from, to);

    /// <summary><c>normal_(0, std)</c>.</summary>
    public void Normal(Span<float> values, double std) => _normal.Fill(values, std);
}
