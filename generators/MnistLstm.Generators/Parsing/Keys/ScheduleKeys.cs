using System.Collections.Generic;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>The keys of a spec that say how the learning rate changes.</summary>
internal static class ScheduleKeys
{
    // The schedulers that make each rate from the one before, which can be stepped within an epoch and come behind a warm-up.
    private static readonly string[] s_chained =
        ["step_lr", "multi_step_lr", "exponential_lr", "cosine_annealing_lr", "cosine_annealing_warm_restarts", "linear_lr"];

    public static readonly SpecKey LrScheduler = new(SpecKeys.LrScheduler, ValueKind.Word,
        "How the learning rate changes from epoch to epoch: PyTorch's scheduler of that name, stepped after each; `one_cycle_lr` after each training "
            + "step. `none` keeps it as it is.")
    {
        Default = SpecWords.NoScheduler, Words = [SpecWords.NoScheduler, .. s_chained, SpecWords.OnPlateau, SpecWords.OneCycle], AffectsResult = true,
        AlsoCalled = ["scheduler", "lr_schedule", "schedule", "lr_scheduler_type", "scheduler_name", "learning_rate_schedule", "lr_policy"],
    };

    public static readonly SpecKey StepSize = new(SpecKeys.StepSize, ValueKind.Integer, "Epochs of one learning rate; `step_lr` needs it.")
    {
        Default = "none", Range = new(1, 1000000), Schedulers = ["step_lr"], NeededBy = ["step_lr"], AffectsResult = true,
        AlsoCalled = ["decay_steps", "lr_step", "lr_step_size"], Examples = ["3"],
    };

    public static readonly SpecKey Gamma = new(SpecKeys.Gamma, ValueKind.Float, "What the learning rate is multiplied by; `exponential_lr` needs it.")
    {
        Default = "0.1", Range = NumberRange.Positive, Schedulers = ["step_lr", "multi_step_lr", "exponential_lr"], NeededBy = ["exponential_lr"],
        AffectsResult = true, AlsoCalled = ["decay_rate", "lr_decay", "lr_gamma", "learning_rate_decay"], Examples = ["0.5"],
    };

    public static readonly SpecKey TMax =
        new(SpecKeys.TMax, ValueKind.Integer, "`T_max`: epochs until the least learning rate; as many as there are, after the warm-up, if it is not given.")
    {
        Default = SpecWords.AllEpochs, Range = new(1, 1000000), Schedulers = ["cosine_annealing_lr"], AffectsResult = true, Examples = ["10"],
    };

    public static readonly SpecKey EtaMin = new(SpecKeys.EtaMin, ValueKind.Float, "The least learning rate.")
    {
        Default = "0", Range = NumberRange.NotNegative, IsSingle = true, Schedulers = ["cosine_annealing_lr", "cosine_annealing_warm_restarts"],
        AffectsResult = true,
        AlsoCalled = ["lr_min", "min_learning_rate", "final_lr"], Examples = ["1e-4"],
    };

    public static readonly SpecKey StartFactor = new(SpecKeys.StartFactor, ValueKind.Float, "What the learning rate is multiplied by in the first epoch.")
    {
        Default = "0.3333333333333333", Range = new(0, 1, WithoutMin: true), Schedulers = ["linear_lr"], AffectsResult = true, Examples = ["0.1"],
    };

    public static readonly SpecKey EndFactor = new(SpecKeys.EndFactor, ValueKind.Float, "What it is multiplied by in the end.")
    {
        Default = "1", Range = NumberRange.Fraction, Schedulers = ["linear_lr"], AffectsResult = true, Examples = ["0.5"],
    };

    public static readonly SpecKey TotalIters = new(SpecKeys.TotalIters, ValueKind.Integer, "Epochs from the one factor to the other.")
    {
        Default = "5", Range = new(1, 1000000), Schedulers = ["linear_lr"], AffectsResult = true, Examples = ["3"],
    };

    public static readonly SpecKey Milestones = new(SpecKeys.Milestones, ValueKind.IntegerList,
        "Epochs after which the learning rate is multiplied by `gamma`; `multi_step_lr` needs it.")
    {
        Default = "none", Range = new(1, 1000000), Form = "a list of integers from 1 to 1000000, each greater than the one before",
        Schedulers = ["multi_step_lr"], NeededBy = ["multi_step_lr"], AffectsResult = true,
        AlsoCalled = ["lr_milestones", "boundaries", "lr_steps", "lr_decay_epochs", "lr_decay_steps"], Examples = ["[2, 4]"],
    };

    public static readonly SpecKey T0 =
        new(SpecKeys.T0, ValueKind.Integer, "`T_0`: epochs until the first restart; `cosine_annealing_warm_restarts` needs it.")
    {
        Default = "none", Range = new(1, 1000000), Schedulers = ["cosine_annealing_warm_restarts"], NeededBy = ["cosine_annealing_warm_restarts"],
        AffectsResult = true, AlsoCalled = ["first_decay_steps", "cycle_length"], Examples = ["2"],
    };

    public static readonly SpecKey TMult =
        new(SpecKeys.TMult, ValueKind.Integer, "`T_mult`: how many times as long as the one before the way to the next restart is.")
    {
        Default = "1", Range = new(1, 1000), Schedulers = ["cosine_annealing_warm_restarts"], AffectsResult = true, AlsoCalled = ["cycle_mult"],
        Examples = ["2"],
    };

    public static readonly SpecKey Factor = new(SpecKeys.Factor, ValueKind.Float, "What the learning rate is multiplied by on a plateau.")
    {
        Default = "0.1", Range = new(0, 1, WithoutMin: true, WithoutMax: true), Schedulers = [SpecWords.OnPlateau], AffectsResult = true,
        Elsewhere = SpecKeys.Gamma, AlsoCalled = ["lr_factor", "lr_reduce_factor"], Examples = ["0.5"],
    };

    public static readonly SpecKey Patience = new(SpecKeys.Patience, ValueKind.Integer,
        "Epochs in a row without a new least loss that are let pass; after one more the learning rate falls.")
    {
        Default = "10", Range = new(0, 10000), Schedulers = [SpecWords.OnPlateau], AffectsResult = true, Elsewhere = SpecKeys.EarlyStoppingPatience,
        AlsoCalled = ["lr_patience", "plateau_patience", "scheduler_patience"], Examples = ["1"],
    };

    public static readonly SpecKey Threshold = new(SpecKeys.Threshold, ValueKind.Float, "How far below the least loss a new least one must be.")
    {
        Default = "0.0001", Range = NumberRange.NotNegative, Schedulers = [SpecWords.OnPlateau], AffectsResult = true, AlsoCalled = ["min_delta"],
        Examples = ["0.01"],
    };

    public static readonly SpecKey ThresholdMode =
        new(SpecKeys.ThresholdMode, ValueKind.Word, "`rel`: `threshold` is a part of the least loss. `abs`: it is a loss.")
    {
        Default = "rel", Words = ["rel", "abs"], Schedulers = [SpecWords.OnPlateau], AffectsResult = true,
    };

    public static readonly SpecKey Cooldown = new(SpecKeys.Cooldown, ValueKind.Integer, "Epochs after a change in which no plateau is counted.")
    {
        Default = "0", Range = new(0, 10000), Schedulers = [SpecWords.OnPlateau], AffectsResult = true, Examples = ["2"],
    };

    public static readonly SpecKey MinLr = new(SpecKeys.MinLr, ValueKind.Float, "The least learning rate on a plateau.")
    {
        Default = "0", Range = NumberRange.NotNegative, IsSingle = true, Schedulers = [SpecWords.OnPlateau], AffectsResult = true,
        Elsewhere = SpecKeys.EtaMin, Examples = ["1e-4"],
    };

    public static readonly SpecKey Monitor = new(SpecKeys.Monitor, ValueKind.Word,
        "The loss that is followed; with `auto` the validation loss where samples are held out, else the training loss.")
    {
        Default = SpecWords.AutoMonitor, Words = [SpecWords.AutoMonitor, SpecWords.ValidationLoss, SpecWords.TrainLoss], Schedulers = [SpecWords.OnPlateau],
        AffectsResult = true,
    };

    public static readonly SpecKey PctStart =
        new(SpecKeys.PctStart, ValueKind.Float, "The part of all training steps in which the learning rate of one cycle rises.")
    {
        Default = "0.3", Range = new(0, 1, WithoutMax: true), Schedulers = [SpecWords.OneCycle], AffectsResult = true, Examples = ["0.2"],
    };

    public static readonly SpecKey AnnealStrategy =
        new(SpecKeys.AnnealStrategy, ValueKind.Word, "How it rises and falls: along half a cosine, or in equal steps.")
    {
        Default = "cos", Words = ["cos", "linear"], Schedulers = [SpecWords.OneCycle], AffectsResult = true,
    };

    public static readonly SpecKey DivFactor =
        new(SpecKeys.DivFactor, ValueKind.Float, "What `learning_rate`, the cycle's `max_lr`, is divided by for the first rate.")
    {
        Default = "25", Range = NumberRange.Positive, Schedulers = [SpecWords.OneCycle], AffectsResult = true, AlsoCalled = ["div", "lr_div"],
        Examples = ["10"],
    };

    public static readonly SpecKey FinalDivFactor =
        new(SpecKeys.FinalDivFactor, ValueKind.Float, "What the first rate is divided by for the last one.")
    {
        Default = "10000", Range = NumberRange.Positive, Schedulers = [SpecWords.OneCycle], AffectsResult = true, AlsoCalled = ["div_final", "final_div"],
        Examples = ["100"],
    };

    public static readonly SpecKey ThreePhase = new(SpecKeys.ThreePhase, ValueKind.Boolean,
        "Whether the rate first falls to where it began, in as many steps as it rose, and then on in a third phase.")
    {
        Default = "false", Schedulers = [SpecWords.OneCycle], AffectsResult = true, Examples = ["true"],
    };

    public static readonly SpecKey CycleMomentum = new(SpecKeys.CycleMomentum, ValueKind.Boolean,
        "Whether the momentum (of `adam` and `adamw` the first beta) goes from `max_momentum` to `base_momentum` and back meanwhile, instead of the "
            + "optimizer's own.")
    {
        Default = "true", Schedulers = [SpecWords.OneCycle], AffectsResult = true, Examples = ["false"],
    };

    public static readonly SpecKey BaseMomentum = new(SpecKeys.BaseMomentum, ValueKind.Float, "The momentum where the rate is largest.")
    {
        Default = "0.85", Range = new(0, 1, WithoutMin: true, WithoutMax: true), Schedulers = [SpecWords.OneCycle], AffectsResult = true, Examples = ["0.8"],
    };

    public static readonly SpecKey MaxMomentum = new(SpecKeys.MaxMomentum, ValueKind.Float, "The momentum at both ends of the cycle.")
    {
        Default = "0.95", Range = new(0, 1, WithoutMin: true, WithoutMax: true), Schedulers = [SpecWords.OneCycle], AffectsResult = true, Examples = ["0.9"],
    };

    public static readonly SpecKey LrSchedulerInterval = new(SpecKeys.LrSchedulerInterval, ValueKind.Word,
        "What the scheduler is stepped after. With `step` its keys count training steps instead of epochs.")
    {
        Default = SpecWords.AfterEpoch, Words = [SpecWords.AfterEpoch, SpecWords.AfterStep], Schedulers = s_chained, AffectsResult = true,
        AlsoCalled = ["interval", "lr_interval", "scheduler_interval", "step_every"],
    };

    public static readonly SpecKey WarmupIters = new(SpecKeys.WarmupIters, ValueKind.Integer,
        "Epochs of a linear warm-up before the scheduler begins: `SequentialLR` of a `LinearLR` with so many `total_iters`, and the scheduler. 0 for none.")
    {
        Default = "0", Range = new(0, 1000000), Schedulers = s_chained, AffectsResult = true,
        AlsoCalled = ["warmup_epochs", "warmup", "num_warmup_steps", "warmup_steps", "num_warmup_epochs", "lr_warmup_epochs", "n_warmup_steps"],
        Examples = ["2"],
    };

    public static readonly SpecKey WarmupStartFactor =
        new(SpecKeys.WarmupStartFactor, ValueKind.Float, "What the learning rate is multiplied by as the warm-up begins: `start_factor` of its `LinearLR`.")
    {
        Default = "0.3333333333333333", Range = new(0, 1, WithoutMin: true), Schedulers = s_chained, AffectsResult = true,
        Needs = new(WarmupIters, NumberRange.Positive), AlsoCalled = ["lr_warmup_decay", "warmup_factor"], Examples = ["0.1"],
    };

    /// <summary>All of them, in the table's order.</summary>
    public static readonly IReadOnlyList<SpecKey> Keys =
    [
        LrScheduler, StepSize, Gamma, TMax, EtaMin, StartFactor, EndFactor, TotalIters, Milestones, T0,
        TMult, Factor, Patience, Threshold, ThresholdMode, Cooldown, MinLr, Monitor, PctStart, AnnealStrategy, DivFactor, FinalDivFactor, ThreePhase,
        CycleMomentum, BaseMomentum, MaxMomentum, LrSchedulerInterval, WarmupIters, WarmupStartFactor,
    ];
}
