using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Model.Training;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes those arguments of optimizers that a spec seldom gives: constants for what is given, and nothing for PyTorch's defaults.</summary>
internal static class OptimizerArguments
{
    private static readonly (string Key, string Member, string Torch, string Type, string Summary, string[] Optimizers)[] s_all =
    [
        (SpecKeys.Betas, "Betas", "", "double", "", ["adam", "adamw", "nadam"]),
        (SpecKeys.Eps, "Eps", "eps", "double", "What keeps the optimizer from dividing by 0.", ["adam", "adamw", "nadam", "adagrad", "adadelta", "rmsprop"]),
        (SpecKeys.Alpha, "Alpha", "alpha", "double", "What a step keeps of the squares' mean.", ["rmsprop"]),
        (SpecKeys.Rho, "Rho", "rho", "double", "What a step keeps of both means.", ["adadelta"]),
        (SpecKeys.Dampening, "Dampening", "dampening", "double", "The part of a gradient that the momentum is not given.", ["sgd"]),
        (SpecKeys.Amsgrad, "Amsgrad", "amsgrad", "bool", "Whether the greatest mean of squares so far is divided by.", ["adam", "adamw"]),
        (SpecKeys.MomentumDecay, "MomentumDecay", "momentum_decay", "double", "How fast the momentum comes to the first beta.", ["nadam"]),
    ];

    /// <summary>Writes the constants.</summary>
    public static void WriteConstants(SourceWriter writer, ExperimentSpec spec)
    {
        IEnumerable<OptimizerSpec> optimizers = spec.Family is null ? [spec.Training.Optimizer] : spec.Family.Optimizers;
        ArgumentSpec[] given = optimizers.SelectMany(optimizer => optimizer.Arguments).ToArray();
        foreach ((string key, string member, _, string type, string summary, _) in s_all)
        {
            if (given.FirstOrDefault(argument => argument.Key == key) is not { } argument)
            {
                continue;
            }

            if (key == SpecKeys.Betas)
            {
                string[] betas = argument.Literal.Trim('[', ']').Split(',');
                TrainerEmitter.Constant(writer, spec, key, "What a step keeps of the gradients' mean.", "double", "Beta1", betas[0].Trim());
                TrainerEmitter.Constant(writer, spec, key, "What a step keeps of their squares' mean.", "double", "Beta2", betas[1].Trim());
            }
            else
            {
                TrainerEmitter.Constant(writer, spec, key, summary, type, member, argument.Literal);
            }
        }
    }

    /// <summary>The arguments of an optimizer that a run gives, by name: <c>, epsilon: Eps</c> each.</summary>
    /// <param name="spec">The spec.</param>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="torch">Whether by TorchSharp's names.</param>
    public static string Of(ExperimentSpec spec, OptimizerSpec optimizer, bool torch)
    {
        IEnumerable<string> arguments = s_all
            .Where(known => known.Optimizers.Contains(optimizer.Word))
            .Where(known => TrainerEmitter.Varies(spec, known.Key) || optimizer.Arguments.Any(argument => argument.Key == known.Key))
            .Select(known => Argument(spec, optimizer.Word, known.Key, known.Member, torch ? known.Torch : null));
        return string.Concat(arguments.Select(argument => $", {argument}"));
    }

    private static string Argument(ExperimentSpec spec, string optimizer, string key, string member, string? torch)
    {
        bool varied = TrainerEmitter.Varies(spec, key);
        if (key == SpecKeys.Betas)
        {
            return varied ? "beta1: Variant.Betas[0], beta2: Variant.Betas[1]" : "beta1: Beta1, beta2: Beta2";
        }

        string name = torch ?? (key == SpecKeys.Eps ? "epsilon" : char.ToLowerInvariant(member[0]) + member.Substring(1));
        string value = !varied ? member : key == SpecKeys.Eps ? $"Variant.Eps ?? {OptimizerDefaults.Epsilon(optimizer)}" : $"Variant.{member}";
        return $"{name}: {value}";
    }
}
