using System.Globalization;
using MnistLstm.Generators.Model;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes a trainer class: the hyperparameters as constants, and what is built from them.</summary>
internal static class TrainerEmitter
{
    /// <summary>Writes the class.</summary>
    public static void Write(SourceWriter writer, ExperimentSpec spec, TypeNames types)
    {
        TrainingSpec training = spec.Training;
        string model = spec.Name.ModelClass;
        writer.Line($"/// <summary>Trains <see cref=\"{model}\"/> as {spec.Name.Path} says.</summary>");
        writer.Line($"public sealed partial class {spec.Name.TrainerClass} : {types.Trainer}<{model}>");
        writer.Open();
        WriteConstants(writer, training);
        writer.Line("/// <summary>Creates the trainer; nothing is computed yet.</summary>");
        writer.Line($"/// <param name=\"data\">The images of <c>{training.Dataset}</c>.</param>");
        writer.Line("/// <param name=\"options\">How to run; nothing in it changes a result.</param>");
        writer.Line($"public {spec.Name.TrainerClass}({types.Dataset} data, {types.TrainingOptions}? options = null)");
        writer.Line($"    : base(data, options ?? new {types.TrainingOptions}(), new {types.TrainingPlan}");
        writer.Open("    {");
        writer.Line("    BatchSize = BatchSize,");
        writer.Line("    Epochs = Epochs,");
        writer.Line("    Seed = Seed,");
        WriteSamples(writer, "    TrainSamples", training.TrainSamples);
        WriteSamples(writer, "    TestSamples", training.TestSamples);
        writer.Line($"    EvaluateEachEpoch = {(training.EvaluateEachEpoch ? "true" : "false")},");
        writer.Close("    })");
        writer.Open();
        writer.Close();
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {model} CreateModel() => new();");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {types.Optimizer} CreateOptimizer({types.ParameterSet} parameters) =>");
        writer.Line($"    new {types.OptimizerClass(training.Optimizer.Word)}({Arguments(training.Optimizer)});");
        writer.Close();
    }

    private static void WriteConstants(SourceWriter writer, TrainingSpec training)
    {
        Constant(writer, "Images of a training step; the last step of an epoch takes what is left.", "int", "BatchSize", Text(training.BatchSize));
        Constant(writer, "Step size of the optimizer.", "double", "LearningRate", training.Optimizer.LearningRate);
        if (training.Optimizer.Momentum is { } momentum)
        {
            Constant(writer, "The part of a step's direction that the next one keeps.", "double", "Momentum", momentum);
        }

        if (training.Optimizer.Nesterov is bool nesterov)
        {
            Constant(writer, "Whether the optimizer looks ahead along the momentum.", "bool", "Nesterov", nesterov ? "true" : "false");
        }

        Constant(writer, "The optimizer's weight decay.", "double", "WeightDecay", training.Optimizer.WeightDecay);
        Constant(writer, "Passes over the training images.", "int", "Epochs", Text(training.Epochs));
        Constant(writer, "Seed of the initial weights and the batch order.", "long", "Seed", Text(training.Seed));
    }

    // Named: the optimizers' constructors differ in the order.
    private static string Arguments(OptimizerSpec optimizer) =>
        "parameters, learningRate: LearningRate"
        + (optimizer.Momentum is null ? "" : ", momentum: Momentum")
        + (optimizer.Nesterov is null ? "" : ", nesterov: Nesterov")
        + ", weightDecay: WeightDecay";

    private static void Constant(SourceWriter writer, string summary, string type, string name, string value)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public const {type} {name} = {value};");
        writer.Line();
    }

    private static void WriteSamples(SourceWriter writer, string property, int? count)
    {
        if (count is int images)
        {
            writer.Line($"{property} = {Text(images)},");
        }
    }

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
