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
/// <param name="PlannedSteps">As in <see cref="TrainerState"/>.</param>
/// <param name="ShortEnd">The losses of the state's; null without one.</param>
/// <param name="StepRates">As in <see cref="TrainerState"/>.</param>
internal sealed record CheckpointFacts(
    int PlannedEpochs,
    IReadOnlyList<EpochMetrics> Epochs,
    IReadOnlyList<double> LearningRates,
    LossTotals? Losses,
    string Optimizer,
    int OptimizerSteps,
    IReadOnlyList<string> OptimizerTensors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    int? PlannedSteps = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    LossTotals? ShortEnd = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    ulong? StepRates = null);

/// <summary>How the facts are written: numbers in shortest round-trip form, so that they come back with the same bits.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CheckpointFacts))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
