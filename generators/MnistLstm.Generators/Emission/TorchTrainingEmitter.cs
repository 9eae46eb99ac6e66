using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Model.Families;
using MnistLstm.Generators.Model.Names;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Model.Training;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes the trainer of a spec's <c>torch.nn.Module</c>: the same constants and plan as the exact engine's, PyTorch's optimizer.</summary>
internal static class TorchTrainingEmitter
{
    /// <summary>Writes the class.</summary>
    public static void Write(SourceWriter writer, ExperimentSpec spec, TypeNames types)
    {
        FamilySpec? family = spec.Family;
        string module = $"nn.Module<{types.Tensor}, {types.Tensor}>";
        bool several = family is { Shapes.Count: > 1 };
        string model = family is null ? spec.Name.ModelClass : family.Shapes[0].ModelClass;
        writer.Line($"/// <summary>Trains {(several ? "the modules" : "the module")} of {spec.Name.Path} with libtorch, as it says.</summary>");
        writer.Line(FileHeader.Attribute);
        writer.Line($"public sealed partial class {spec.Name.TorchTrainingClass} : {types.TorchTraining}");
        writer.Open();
        TrainerEmitter.WriteConstants(writer, spec);
        TrainerEmitter.WriteConstructor(writer, spec, spec.Name.TorchTrainingClass,
            "How to run; with other threads libtorch gives other numbers. One thread by default.", "options", types);
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {types.SequenceClassifier} NewModel() => {(several ? "Variant.CreateModel()" : $"new {model}()")};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {module} CreateModule() "
            + $"=> {(several ? "Variant.CreateTorchModule()" : $"new {SpecName.TorchModuleClass(model)}()")};");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override optim.Optimizer CreateOptimizer({types.Enumerable}<{types.TorchParameter}> parameters) "
            + $"=>{(TrainerEmitter.Varies(spec, SpecKeys.Optimizer) ? " Variant.Optimizer switch" : "")}");
        WriteOptimizer(writer, spec, types);
        if (SchedulerEmitter.IsUsed(spec))
        {
            SchedulerEmitter.WriteMethods(writer, spec, types);
        }

        writer.Close();
    }

    /// <summary>Writes what a family's record tells of modules, where there are several.</summary>
    public static void WriteVariant(SourceWriter writer, SpecName name, FamilySpec family, TypeNames types)
    {
        writer.Line($"public sealed partial record {name.VariantRecord}");
        writer.Open();
        writer.Line("/// <summary>Builds the module of these values.</summary>");
        writer.Line($"/// <exception cref=\"{types.InvalidOperationException}\">No run has these values.</exception>");
        VariantEmitter.WriteSwitch(writer, name, family, types, $"nn.Module<{types.Tensor}, {types.Tensor}> CreateTorchModule()",
            shape => SpecName.TorchModuleClass(shape.ModelClass));
        writer.Close();
    }

    private static void WriteOptimizer(SourceWriter writer, ExperimentSpec spec, TypeNames types)
    {
        OptimizerSpec single = spec.Training.Optimizer;
        if (!TrainerEmitter.Varies(spec, SpecKeys.Optimizer))
        {
            writer.Line($"    {Call(spec, single)};");
            return;
        }

        writer.Open();
        foreach (OptimizerSpec optimizer in spec.Family!.Optimizers)
        {
            writer.Line($"\"{optimizer.Word}\" => {Call(spec, optimizer)},");
        }

        writer.Line($"_ => throw new {types.InvalidOperationException}($\"{spec.Name.Path} has no optimizer for {{Variant}}\"),");
        writer.Close("};");
    }

    // TorchSharp's defaults are PyTorch's but for what is named here.
    private static string Call(ExperimentSpec spec, OptimizerSpec optimizer)
    {
        (string method, string rate) = optimizer.Word switch
        {
            "adam" => ("Adam", "lr"),
            "adamw" => ("AdamW", "lr"),
            "sgd" => ("SGD", "learningRate"),
            "rmsprop" => ("RMSProp", "lr"),
            "nadam" => ("NAdam", "lr"),
            "adagrad" => ("Adagrad", "lr"),
            "adadelta" => ("Adadelta", "lr"),
            _ => throw new System.ArgumentOutOfRangeException(nameof(optimizer), optimizer.Word, "TorchSharp's name of this optimizer is not known"),
        };
        List<string> arguments = ["parameters", $"{rate}: {Value(SpecKeys.LearningRate, "LearningRate")}"];
        if (optimizer.Momentum is not null)
        {
            arguments.Add($"momentum: {Value(SpecKeys.Momentum, "Momentum")}");
        }

        if (optimizer.Nesterov is not null)
        {
            arguments.Add($"nesterov: {Value(SpecKeys.Nesterov, "Nesterov")}");
        }

        arguments.Add($"weight_decay: {Value(SpecKeys.WeightDecay, "WeightDecay")}");
        return $"optim.{method}({string.Join(", ", arguments)}{OptimizerArguments.Of(spec, optimizer, torch: true)})";

        string Value(string key, string member) => TrainerEmitter.Value(spec, key, member, "Variant");
    }
}
