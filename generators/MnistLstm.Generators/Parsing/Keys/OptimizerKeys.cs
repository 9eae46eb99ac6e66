using System.Collections.Generic;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>The keys of a spec that say the optimizer and what it has.</summary>
internal static class OptimizerKeys
{
    public static readonly SpecKey Optimizer =
        new(SpecKeys.Optimizer, ValueKind.Word, "PyTorch's optimizer of that name, with its defaults but for what is given here.")
    {
        Default = "adam", Words = ["adam", "adamw", "nadam", "adagrad", "adadelta", "sgd", "rmsprop"], AffectsResult = true,
        AlsoCalled = ["optim", "opt", "optimizer_name", "optimizer_type", "optimizer_class", "optimiser", "solver", "opt_func"],
    };

    public static readonly SpecKey WeightDecay =
        new(SpecKeys.WeightDecay, ValueKind.Float, "The optimizer's `weight_decay`; 0 for `adamw`, too, where PyTorch has 0.01.")
    {
        Default = "0", Range = NumberRange.NotNegative, IsSingle = true, AffectsResult = true,
        AlsoCalled = ["l2", "wd", "decay", "l2_reg", "l2_regularization", "regularization", "kernel_regularizer", "wdecay"], Examples = ["0.01"],
    };

    public static readonly SpecKey Momentum = new(SpecKeys.Momentum, ValueKind.Float, "The optimizer's `momentum`.")
    {
        Default = "0", Range = NumberRange.NotNegative, IsSingle = true, Optimizers = ["sgd", "rmsprop"], AffectsResult = true, Examples = ["0.9"],
    };

    public static readonly SpecKey Nesterov = new(SpecKeys.Nesterov, ValueKind.Boolean, "Nesterov's form of the momentum, which must be above 0.")
    {
        Default = "false", Optimizers = ["sgd"], AffectsResult = true, Needs = new(Momentum, NumberRange.Positive), Examples = ["true"],
    };

    public static readonly SpecKey Betas = new(SpecKeys.Betas, ValueKind.FloatList,
        "The optimizer's `betas`: what a step keeps of the gradients' mean and of their squares'.")
    {
        Default = "[0.9,0.999]", Range = new(0, 1, WithoutMax: true), Count = 2, Form = "a list of two numbers at least 0 and less than 1",
        Optimizers = ["adam", "adamw", "nadam"], AffectsResult = true, AlsoCalled = ["adam_betas"], Examples = ["[0.9, 0.98]"],
    };

    public static readonly SpecKey Eps = new(SpecKeys.Eps, ValueKind.Float,
        "The optimizer's `eps`, which keeps it from dividing by 0. Left out, it is PyTorch's: 1e-8, for `adagrad` 1e-10, for `adadelta` 1e-6.")
    {
        Default = SpecWords.OfOptimizer, Range = NumberRange.Positive, IsSingle = true,
        Optimizers = ["adam", "adamw", "nadam", "adagrad", "adadelta", "rmsprop"], AffectsResult = true,
        AlsoCalled = ["epsilon", "adam_epsilon", "adam_eps", "optimizer_eps"], Examples = ["1e-7"],
    };

    public static readonly SpecKey Alpha = new(SpecKeys.Alpha, ValueKind.Float, "The optimizer's `alpha`: what a step keeps of the squares' mean.")
    {
        Default = "0.99", Range = NumberRange.Fraction, Optimizers = ["rmsprop"], AffectsResult = true, AlsoCalled = ["smoothing_constant"],
        Examples = ["0.9"],
    };

    public static readonly SpecKey Rho = new(SpecKeys.Rho, ValueKind.Float, "The optimizer's `rho`: what a step keeps of both means.")
    {
        Default = "0.9", Range = NumberRange.Fraction, Optimizers = ["adadelta"], AffectsResult = true, Examples = ["0.95"],
    };

    public static readonly SpecKey Dampening =
        new(SpecKeys.Dampening, ValueKind.Float, "The optimizer's `dampening`: the part of a gradient that its `momentum` is not given.")
    {
        Default = "0", Range = NumberRange.Fraction, Optimizers = ["sgd"], AffectsResult = true, Needs = new(Momentum, NumberRange.Positive),
        Examples = ["0.1"],
    };

    public static readonly SpecKey Amsgrad =
        new(SpecKeys.Amsgrad, ValueKind.Boolean, "The optimizer's `amsgrad`: divides by the greatest mean of squares so far.")
    {
        Default = "false", Optimizers = ["adam", "adamw"], AffectsResult = true, AlsoCalled = ["ams_grad"], Examples = ["true"],
    };

    public static readonly SpecKey MomentumDecay =
        new(SpecKeys.MomentumDecay, ValueKind.Float, "The optimizer's `momentum_decay`: how fast its momentum comes to the first beta.")
    {
        Default = "0.004", Range = NumberRange.NotNegative, IsSingle = true, Optimizers = ["nadam"], AffectsResult = true, AlsoCalled = ["schedule_decay"],
        Examples = ["0.01"],
    };

    /// <summary>All of them, in the table's order.</summary>
    public static readonly IReadOnlyList<SpecKey> Keys =
        [Optimizer, WeightDecay, Momentum, Nesterov, Betas, Eps, Alpha, Rho, Dampening, Amsgrad, MomentumDecay];
}
