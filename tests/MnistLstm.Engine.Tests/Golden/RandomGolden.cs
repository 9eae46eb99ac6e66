namespace MnistLstm.Engine.Tests.Golden;

/// <summary>random.json; what the entries mean stands in make_random.py.</summary>
internal sealed record RandomGolden(string MadeBy, RandomGolden.Stream[] Streams, RandomGolden.Model[] Models, RandomGolden.Order[] Orders)
{
    public static RandomGolden Instance { get; } = GoldenFile.Load<RandomGolden>("random.json");

    internal sealed record Stream(long Seed, RawDraws Draws, Uniform[] Uniform, Int64Draws Int64, Permutation[] Permutations, MixedDraws Mixed);

    internal sealed record RawDraws(int Count, uint[] First, string Sha256Uint32);

    internal sealed record Uniform(double From, double To, int Count, string[] First, string Sha256);

    internal sealed record Int64Draws(int Count, long[] First, string Sha256);

    internal sealed record Permutation(int N, long[] First, string Sha256, long NextInt64);

    internal sealed record MixedDraws(string[] Uniform3, int[] Permutation7, long Int64, string[] Uniform2);

    internal sealed record Model(
        [property: System.Text.Json.Serialization.JsonPropertyName("model")] string Name,
        long Seed,
        int InputSize,
        int HiddenSize,
        int Layers,
        bool Bidirectional,
        string WeightsSha256,
        Dictionary<string, Tensor> Parameters);

    internal sealed record Tensor(int[] Shape, string Sha256);

    internal sealed record Order(string Model, long Seed, string Evaluate, int TrainSamples, int TestSamples, Epoch[] Epochs);

    internal sealed record Epoch(long[] First, string Sha256Int64);
}
