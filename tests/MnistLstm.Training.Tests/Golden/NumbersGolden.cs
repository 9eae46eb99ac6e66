using System.Text.Json;

namespace MnistLstm.Training.Tests.Golden;

/// <summary>numbers.json; what the entries mean stands in make_numbers.py.</summary>
internal sealed record NumbersGolden(string MadeBy, NumbersGolden.Script Plan, NumbersGolden.Case[] Cases)
{
    public static NumbersGolden Instance { get; } = Load();

    private static NumbersGolden Load()
    {
        string resource = $"{typeof(NumbersGolden).Namespace}.numbers.json";
        using Stream stream = typeof(NumbersGolden).Assembly.GetManifestResourceStream(resource)
            ?? throw new FileNotFoundException($"the test assembly has no resource {resource}");
        JsonSerializerOptions options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true };
        return JsonSerializer.Deserialize<NumbersGolden>(stream, options)
            ?? throw new InvalidDataException($"{resource}: expected an object, got null");
    }

    internal sealed record Script(
        long Seed, int Steps, int Features, int Targets, int HiddenSize, double LearningRate, int BatchSize, int TrainSamples, int TestSamples, int TestOffset);

    internal sealed record Case(string Loss, Epoch[] Epochs);

    internal sealed record Epoch(double TrainLoss, double TestLoss, double TestMae, double TestRmse, double TestR2);
}
