using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MnistLstm.Generators.Model.Families;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Model.Training;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes a trainer class: the hyperparameters as constants, or as members of the record that a family's runs are told by, and what is built from
/// them.</summary>
internal static class TrainerEmitter
{
    /// <summary>Writes the class.</summary>
    public static void Write(SourceWriter writer, ExperimentSpec spec, TypeNames types)
    {
        FamilySpec? family = spec.Family;
        string model = ModelType(spec, types);
        writer.Line(family is { Shapes.Count: > 1 }
            ? $"/// <summary>Trains the models of {spec.Name.Path} as it says.</summary>"
            : $"/// <summary>Trains <see cref=\"{model}\"/> as {spec.Name.Path} says.</summary>");
        writer.Line("/// <remarks>Hooks to override in another part of this class, in a file beside the spec: TransformImage, OnEpochCompleted "
            + "(docs/api.md).</remarks>");
        writer.Line(FileHeader.Attribute);
        writer.Line($"public sealed partial class {spec.Name.TrainerClass} : {types.Trainer}<{model}>");
        writer.Open();
        WriteConstants(writer, spec);
        WriteConstructor(writer, spec, spec.Name.TrainerClass, "How to run; nothing in it changes a result.", $"options ?? new {types.TrainingOptions}()",
            types);
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {model} CreateModel() => {(family is { Shapes.Count: > 1 } ? "Variant.CreateModel()" : "new()")};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {types.Optimizer} CreateOptimizer({types.ParameterSet} parameters) "
            + $"=>{(Varies(spec, SpecKeys.Optimizer) ? " Variant.Optimizer switch" : "")}");
        WriteOptimizer(writer, spec, types);
        if (SchedulerEmitter.IsUsed(spec))
        {
            SchedulerEmitter.WriteMethods(writer, spec, types);
        }

        writer.Close();
    }

    /// <summary>Writes the constructor, with the plan, and the member of what a family's run has of its own.</summary>
    /// <param name="writer">Takes it.</param>
    /// <param name="spec">The spec.</param>
    /// <param name="trainerClass">The class.</param>
    /// <param name="optionsRole">What its options do.</param>
    /// <param name="options">What the base class is given of them.</param>
    /// <param name="types">How types are called.</param>
    public static void WriteConstructor(SourceWriter writer, ExperimentSpec spec, string trainerClass, string optionsRole, string options, TypeNames types)
    {
        FamilySpec? family = spec.Family;
        string dataset = family?.Varies(SpecKeys.Dataset) == true ? "the run's data set" : $"<c>{spec.Training.Dataset}</c>";
        writer.Line("/// <summary>Creates the trainer; nothing is computed yet.</summary>");
        writer.Line($"/// <param name=\"data\">The images of {dataset}.</param>");
        if (family is not null)
        {
            writer.Line("/// <param name=\"variant\">What the run has of its own.</param>");
        }

        writer.Line($"/// <param name=\"options\">{optionsRole}</param>");
        writer.Line($"public {trainerClass}({types.Dataset} data, {(family is null ? "" : $"{spec.Name.VariantRecord} variant, ")}{types.TrainingOptions}? "
            + $"options = null)");
        WritePlan(writer, spec, options, types);
        writer.Open();
        if (family is not null)
        {
            writer.Line("Variant = variant;");
        }

        writer.Close();
        writer.Line();
        if (family is not null)
        {
            writer.Line("/// <summary>What the run has of its own.</summary>");
            writer.Line($"public {spec.Name.VariantRecord} Variant {{ get; }}");
            writer.Line();
        }
    }

    private static string ModelType(ExperimentSpec spec, TypeNames types) =>
        spec.Family is null ? spec.Name.ModelClass : spec.Family.Shapes.Count == 1 ? spec.Family.Shapes[0].ModelClass : types.SequenceClassifier;

    private static void WritePlan(SourceWriter writer, ExperimentSpec spec, string options, TypeNames types)
    {
        TrainingSpec training = spec.Training;
        writer.Line($"    : base(data, {options}, new {types.TrainingPlan}");
        writer.Open("    {");
        writer.Line($"    BatchSize = {Value(spec, SpecKeys.BatchSize, "BatchSize", "variant")},");
        if (!training.Shuffle || Varies(spec, SpecKeys.Shuffle))
        {
            writer.Line($"    Shuffle = {(Varies(spec, SpecKeys.Shuffle) ? "variant.Shuffle" : "false")},");
        }

        if (training.DropLast || Varies(spec, SpecKeys.DropLast))
        {
            writer.Line($"    DropLast = {(Varies(spec, SpecKeys.DropLast) ? "variant.DropLast" : "true")},");
        }

        WriteLength(writer, spec);
        writer.Line($"    Seed = {Value(spec, SpecKeys.Seed, "Seed", "variant")},");
        WriteSamples(writer, spec, SpecKeys.TrainSamples, "TrainSamples", training.TrainSamples);
        WriteSamples(writer, spec, SpecKeys.TestSamples, "TestSamples", training.TestSamples);
        WriteSamples(writer, spec, SpecKeys.ValidationSamples, "ValidationSamples", training.ValidationSamples == 0 ? null : training.ValidationSamples);
        if (training.ValidationFraction is not null || Varies(spec, SpecKeys.ValidationFraction))
        {
            string fraction = Varies(spec, SpecKeys.ValidationFraction) ? "variant.ValidationFraction" : training.ValidationFraction!;
            writer.Line($"    ValidationFraction = {fraction},");
        }

        WriteSamples(writer, spec, SpecKeys.ValidationSeed, "ValidationSeed", training.ValidationSeed);
        if (training.ClipGradNorm is not null || Varies(spec, SpecKeys.ClipGradNorm))
        {
            writer.Line($"    ClipGradNorm = {Value(spec, SpecKeys.ClipGradNorm, "ClipGradNorm", "variant")},");
        }

        if (training.ClipGradValue is not null || Varies(spec, SpecKeys.ClipGradValue))
        {
            writer.Line($"    ClipGradValue = {Value(spec, SpecKeys.ClipGradValue, "ClipGradValue", "variant")},");
        }

        if (training.Normalize is { } normalize)
        {
            string made = normalize == SpecWords.OfTraining ? $"{types.Normalization}.OfTraining" : $"new {types.Normalization}({normalize})";
            writer.Line($"    Normalize = {made},");
        }

        WriteSamples(writer, spec, SpecKeys.Permutation, "Permutation", training.Permutation);
        if (NamesLoss(spec))
        {
            writer.Line($"    Loss = {types.LossWords}.Of({(Varies(spec, SpecKeys.Loss) ? "variant.Loss" : $"\"{training.Loss}\"")}),");
        }

        if (training.LabelSmoothing is not null || Varies(spec, SpecKeys.LabelSmoothing))
        {
            writer.Line($"    LabelSmoothing = {Value(spec, SpecKeys.LabelSmoothing, "LabelSmoothing", "variant")},");
        }

        if (training.ClassWeights is not null || Varies(spec, SpecKeys.ClassWeights))
        {
            writer.Line($"    ClassWeights = {(Varies(spec, SpecKeys.ClassWeights) ? "variant.ClassWeights" : training.ClassWeights)},");
        }

        writer.Line($"    EvaluateEachEpoch "
            + $"= {(Varies(spec, SpecKeys.Evaluate) ? $"variant.Evaluate == \"{SpecWords.EachEpoch}\"" : training.EvaluateEachEpoch ? "true" : "false")},");
        if (training.EarlyStoppingPatience > 0 || Varies(spec, SpecKeys.EarlyStoppingPatience))
        {
            string patience = Varies(spec, SpecKeys.EarlyStoppingPatience) ? "variant.EarlyStoppingPatience" : Text(training.EarlyStoppingPatience);
            writer.Line($"    EarlyStoppingPatience = {patience},");
        }

        if (training.RestoreBest || Varies(spec, SpecKeys.RestoreBest))
        {
            writer.Line($"    RestoreBest = {(Varies(spec, SpecKeys.RestoreBest) ? "variant.RestoreBest" : "true")},");
        }

        writer.Close("    })");
    }

    /// <summary>Whether the plan says a loss, which is not the default one of every run.</summary>
    public static bool NamesLoss(ExperimentSpec spec) => spec.Training.Loss != SpecWords.CrossEntropy || Varies(spec, SpecKeys.Loss);

    /// <summary>Whether runs count training steps, not epochs.</summary>
    public static bool CountsSteps(ExperimentSpec spec) => spec.Training.Steps is not null;

    /// <summary>How code calls a run's number of training steps.</summary>
    public static string StepsOf(ExperimentSpec spec) => Varies(spec, SpecKeys.Steps) ? "variant.Steps!.Value" : "Steps";

    private static void WriteLength(SourceWriter writer, ExperimentSpec spec)
    {
        if (!CountsSteps(spec))
        {
            writer.Line($"    Epochs = {Value(spec, SpecKeys.Epochs, "Epochs", "variant")},");
            return;
        }

        writer.Line($"    Steps = {StepsOf(spec)},");
        if (Varies(spec, SpecKeys.EvalEvery))
        {
            writer.Line("    EvalEvery = variant.EvalEvery ?? 0,");
        }
        else if (spec.Training.EvalEvery is not null)
        {
            writer.Line("    EvalEvery = EvalEvery,");
        }
    }

    /// <summary>Writes the hyperparameters that all runs share.</summary>
    public static void WriteConstants(SourceWriter writer, ExperimentSpec spec)
    {
        TrainingSpec training = spec.Training;
        string last = training.DropLast || Varies(spec, SpecKeys.DropLast) ? "" : "; the last step of an epoch takes what is left";
        Constant(writer, spec, SpecKeys.BatchSize, $"Images of a training step{last}.", "int", "BatchSize", Text(training.BatchSize));
        Constant(writer, spec, SpecKeys.LearningRate, "Step size of the optimizer.", "double", "LearningRate", training.Optimizer.LearningRate);
        IEnumerable<OptimizerSpec> optimizers = spec.Family is null ? [training.Optimizer] : spec.Family.Optimizers;
        if (optimizers.FirstOrDefault(optimizer => optimizer.Momentum is not null) is { } having)
        {
            Constant(writer, spec, SpecKeys.Momentum, "The part of a step's direction that the next one keeps.", "double", "Momentum", having.Momentum!);
        }

        if (optimizers.FirstOrDefault(optimizer => optimizer.Nesterov is not null) is { } knowing)
        {
            Constant(writer, spec, SpecKeys.Nesterov, "Whether the optimizer looks ahead along the momentum.", "bool", "Nesterov",
                knowing.Nesterov == true ? "true" : "false");
        }

        Constant(writer, spec, SpecKeys.WeightDecay, "The optimizer's weight decay.", "double", "WeightDecay", training.Optimizer.WeightDecay);
        OptimizerArguments.WriteConstants(writer, spec);
        if (training.LabelSmoothing is { } smoothing)
        {
            Constant(writer, spec, SpecKeys.LabelSmoothing, "The part of a sample's weight in the loss that all classes share.", "double", "LabelSmoothing",
                smoothing);
        }

        if (training.ClipGradNorm is { } norm)
        {
            Constant(writer, spec, SpecKeys.ClipGradNorm, "The largest norm of all gradients together that is not scaled down.", "double", "ClipGradNorm",
                norm);
        }

        if (training.ClipGradValue is { } value)
        {
            Constant(writer, spec, SpecKeys.ClipGradValue, "The largest magnitude of a gradient's element.", "double", "ClipGradValue", value);
        }

        SchedulerEmitter.WriteConstants(writer, spec);
        if (!CountsSteps(spec))
        {
            Constant(writer, spec, SpecKeys.Epochs, "Passes over the training images.", "int", "Epochs", Text(training.Epochs));
        }
        else
        {
            Constant(writer, spec, SpecKeys.Steps, "Training steps.", "int", "Steps", Text(training.Steps!.Value));
        }

        if (training.EvalEvery is int every)
        {
            Constant(writer, spec, SpecKeys.EvalEvery, "Training steps from one evaluation to the next.", "int", "EvalEvery", Text(every));
        }

        Constant(writer, spec, SpecKeys.Seed, "Seed of the initial weights and the batch order.", "long", "Seed", Text(training.Seed));
    }

    private static void WriteOptimizer(SourceWriter writer, ExperimentSpec spec, TypeNames types)
    {
        OptimizerSpec single = spec.Training.Optimizer;
        if (!Varies(spec, SpecKeys.Optimizer))
        {
            writer.Line($"    new {types.OptimizerClass(single.Word)}({Arguments(spec, single)});");
            return;
        }

        writer.Open();
        foreach (OptimizerSpec optimizer in spec.Family!.Optimizers)
        {
            writer.Line($"\"{optimizer.Word}\" => new {types.OptimizerClass(optimizer.Word)}({Arguments(spec, optimizer)}),");
        }

        writer.Line($"_ => throw new {types.InvalidOperationException}($\"{spec.Name.Path} has no optimizer for {{Variant}}\"),");
        writer.Close("};");
    }

    // Named: the optimizers' constructors differ in the order.
    private static string Arguments(ExperimentSpec spec, OptimizerSpec optimizer) =>
        "parameters"
        + Argument(spec, SpecKeys.LearningRate, "LearningRate")
        + (optimizer.Momentum is null ? "" : Argument(spec, SpecKeys.Momentum, "Momentum"))
        + (optimizer.Nesterov is null ? "" : Argument(spec, SpecKeys.Nesterov, "Nesterov"))
        + Argument(spec, SpecKeys.WeightDecay, "WeightDecay")
        + OptimizerArguments.Of(spec, optimizer, torch: false);

    private static string Argument(ExperimentSpec spec, string key, string member) =>
        $", {char.ToLowerInvariant(member[0])}{member.Substring(1)}: {Value(spec, key, member, "Variant")}";

    internal static void Constant(SourceWriter writer, ExperimentSpec spec, string key, string summary, string type, string name, string value)
    {
        if (Varies(spec, key))
        {
            return;
        }

        writer.Line($"/// <summary>{summary}</summary>");
        writer.Line($"public const {type} {name} = {value};");
        writer.Line();
    }

    private static void WriteSamples(SourceWriter writer, ExperimentSpec spec, string key, string property, int? count)
    {
        if (Varies(spec, key))
        {
            writer.Line($"    {property} = variant.{property},");
        }
        else if (count is int images)
        {
            writer.Line($"    {property} = {Text(images)},");
        }
    }

    /// <summary>Whether runs differ in a key.</summary>
    public static bool Varies(ExperimentSpec spec, string key) => spec.Family?.Varies(key) == true;

    /// <summary>How code calls a hyperparameter: its constant, or the member of the run's own values.</summary>
    public static string Value(ExperimentSpec spec, string key, string member, string variant) => Varies(spec, key) ? $"{variant}.{member}" : member;

    private static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
