using System.Text.Json;
using MnistLstm.Engine.Modules;

namespace MnistLstm.Training.Tests.Golden;

/// <summary>loops.json; what the entries mean stands in make_loops.py.</summary>
internal sealed record LoopGolden(string MadeBy, LoopGolden.Script Plan, LoopGolden.Case[] Cases)
{
    public static LoopGolden Instance { get; } = Load();

    private static LoopGolden Load()
    {
        string resource = $"{typeof(LoopGolden).Namespace}.loops.json";
        using Stream stream = typeof(LoopGolden).Assembly.GetManifestResourceStream(resource)
            ?? throw new FileNotFoundException($"the test assembly has no resource {resource}");
        JsonSerializerOptions options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true };
        return JsonSerializer.Deserialize<LoopGolden>(stream, options)
            ?? throw new InvalidDataException($"{resource}: expected an object, got null");
    }

    internal sealed record Script(
        long Seed, int HiddenSize, int Layers, double Dropout, double LearningRate, int BatchSize, int Epochs, int TrainSamples, int TestSamples,
        int TestOffset);

    internal sealed record Case(string Name, int ValidationSamples, double ValidationFraction, long? ValidationSeed, bool RestoreBest, bool EvaluateEachEpoch,
        double ClipGradNorm, double LabelSmoothing, double[]? ClassWeights, double ClipGradValue, bool Shuffle, bool DropLast, string Optimizer, bool ByStep,
        string? Scheduler,
        Dictionary<string, double> Arguments, Epoch[] Epochs, double FinalTestLoss);

    internal sealed record Epoch(double TrainLoss, double? ValidationLoss, double? TestLoss);
}
