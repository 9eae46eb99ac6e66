using System.Text.Json;

namespace MnistLstm.Training.Tests.Golden;

/// <summary>steps.json; what the entries mean stands in make_steps.py.</summary>
internal sealed record StepsGolden(string MadeBy, StepsGolden.Script Plan, StepsGolden.Case[] Cases)
{
    public static StepsGolden Instance { get; } = Load();

    private static StepsGolden Load()
    {
        string resource = $"{typeof(StepsGolden).Namespace}.steps.json";
        using Stream stream = typeof(StepsGolden).Assembly.GetManifestResourceStream(resource)
            ?? throw new FileNotFoundException($"the test assembly has no resource {resource}");
        JsonSerializerOptions options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true };
        return JsonSerializer.Deserialize<StepsGolden>(stream, options)
            ?? throw new InvalidDataException($"{resource}: expected an object, got null");
    }

    internal sealed record Script(
        long Seed, int HiddenSize, int Layers, double Dropout, double LearningRate, int BatchSize, int TrainSamples, int TestSamples, int TestOffset);

    internal sealed record Case(string Name, int ValidationSamples, int Steps, int EvalEvery, double? Gamma, Row[] Rows);

    internal sealed record Row(int Step, double TrainLoss, double? ValidationLoss, double TestLoss);
}
