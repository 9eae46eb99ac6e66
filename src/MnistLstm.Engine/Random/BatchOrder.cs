namespace MnistLstm.Engine.Random;

/// <summary>The sample order of PyTorch's <c>DataLoader</c> without workers, drawn from the default generator.</summary>
public static class BatchOrder
{
    /// <summary>
    /// One pass of <c>DataLoader(shuffle=True)</c>: <c>iter(loader)</c> draws the base seed, the first batch draws the sampler's
    /// seed, and a fresh generator of that seed permutes.
    /// </summary>
    /// <param name="random">The default generator; moves by two int64 draws.</param>
    /// <param name="order">Receives the samples' indices.</param>
    public static void Shuffle(Mt19937 random, Span<int> order)
    {
        _ = random.NextInt64();
        new Mt19937(random.NextInt64()).FillPermutation(order);
    }

    /// <summary>One pass of <c>DataLoader(shuffle=False)</c>: the order is the data's own, but <c>iter(loader)</c> draws all the same.</summary>
    public static void Sequential(Mt19937 random) => _ = random.NextInt64();
}
