using System.Text.Json.Serialization;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Loop;

namespace MnistLstm.Training.Checkpoints;

/// <summary>What a checkpoint says besides its tensors, as JSON in the file's metadata.</summary>
/// <param name="PlannedEpochs">As in <see cref="TrainerState"/>.</param>
/// <param name="Epochs">Likewise.</param>
/// <param name="LearningRates">Likewise.</param>
/// <param name="Losses">Of the epoch's progress; null between two epochs.</param>
/// <param name="Optimizer">The optimizer's name.</param>
/// <param name="OptimizerSteps">Its steps.</param>
/// <param name="OptimizerTensors">Its tensors' names, in its own order.</param>
internal sealed record CheckpointFacts(
    int PlannedEpochs,
    IReadOnlyList<EpochMetrics> Epochs,
    IReadOnlyList<double> LearningRates,
    LossTotals? Losses,
    string Optimizer,
    int OptimizerSteps,
    IReadOnlyList<string> OptimizerTensors);

/// <summary>How the facts are written: numbers in shortest round-trip form, so that they come back with the same bits.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CheckpointFacts))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
