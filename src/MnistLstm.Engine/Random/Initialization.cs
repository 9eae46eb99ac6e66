namespace MnistLstm.Engine.Random;

/// <summary>The initial values PyTorch gives, bit for bit.</summary>
public static class Initialization
{
    /// <summary>One parameter of <c>nn.LSTM</c>, <c>nn.GRU</c>, <c>nn.RNN</c>: uniform in ±1/sqrt(hidden_size).</summary>
    public static void Recurrent(Mt19937 random, Span<float> values, int hiddenSize)
    {
        double k = 1.0 / Math.Sqrt(hiddenSize);
        random.FillUniform(values, -k, k);
    }

    /// <summary>The weight of <c>nn.Linear</c>: <c>kaiming_uniform_(a=sqrt(5))</c>, its bound computed in double as PyTorch does.</summary>
    public static void LinearWeight(Mt19937 random, Span<float> values, int inFeatures)
    {
        double a = Math.Sqrt(5.0);
        double gain = Math.Sqrt(2.0 / (1 + (a * a)));
        double bound = Math.Sqrt(3.0) * (gain / Math.Sqrt(inFeatures));
        random.FillUniform(values, -bound, bound);
    }

    /// <summary>The bias of <c>nn.Linear</c>: uniform in ±1/sqrt(in_features).</summary>
    public static void LinearBias(Mt19937 random, Span<float> values, int inFeatures)
    {
        double bound = 1.0 / Math.Sqrt(inFeatures);
        random.FillUniform(values, -bound, bound);
    }
}
