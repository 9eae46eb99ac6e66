using System.Text.Json;
using MnistLstm.Engine.Modules;

namespace MnistLstm.Training.Tests.Golden;

/// <summary>training.json; what the entries mean stands in make_training.py.</summary>
internal sealed record TrainingGolden(
    string MadeBy,
    long Seed,
    int HiddenSize,
    int Layers,
    double Dropout,
    double LearningRate,
    int BatchSize,
    int TrainSamples,
    int TestSamples,
    int TestOffset,
    TrainingGolden.Epoch[] Epochs)
{
    public static TrainingGolden Instance { get; } = Load();

    private static TrainingGolden Load()
    {
        string resource = $"{typeof(TrainingGolden).Namespace}.training.json";
        using Stream stream = typeof(TrainingGolden).Assembly.GetManifestResourceStream(resource)
            ?? throw new FileNotFoundException($"the test assembly has no resource {resource}");
        JsonSerializerOptions options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true };
        return JsonSerializer.Deserialize<TrainingGolden>(stream, options)
            ?? throw new InvalidDataException($"{resource}: expected an object, got null");
    }

    internal sealed record Epoch(double TrainLoss, double TestLoss, double LastBatchLoss);
}
