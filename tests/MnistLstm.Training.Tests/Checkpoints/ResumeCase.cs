using System.Diagnostics;
using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests.Checkpoints;

/// <summary>A training of 3 epochs, small enough to be killed at each of its batches.</summary>
/// <param name="Optimizer">What changes the weights.</param>
/// <param name="Scheduler">What changes the learning rate.</param>
/// <param name="Dropout">The probability of a zero, between layers and behind the last one.</param>
/// <param name="Watch">What is evaluated and when.</param>
internal sealed record ResumeCase(string Optimizer = "adam", string Scheduler = "none", double Dropout = 0, string Watch = "each epoch")
{
    public static string[] Optimizers { get; } = ["adam", "adamw", "sgd", "sgd with momentum", "rmsprop", "rmsprop with momentum", "nadam"];

    public static string[] Schedulers { get; } = ["none", "step_lr", "exponential_lr", "cosine_annealing_lr", "linear_lr", "reduce_lr_on_plateau",
        "warm-up by steps", "one_cycle_lr"];

    public static string[] Watches { get; } = ["each epoch", "at the end", "held out, each epoch", "held out, at the end", "stopped early",
        "best of all", "best when stopped early", "held out, whole batches", "held out, own order"];

    private const double Rate = 0.02;

    private static readonly Dataset s_data = new("formulas", FormulaImages.Make(25, 0), FormulaImages.Make(9, 99), Sha256: "");

    private bool HoldsOut => Watch is not ("each epoch" or "at the end");

    private bool OfLoader => Watch.EndsWith("whole batches", StringComparison.Ordinal) || Watch.EndsWith("own order", StringComparison.Ordinal);

    private int Steps => Plan(1).DropLast ? 2 : HoldsOut ? 3 : 4;

    public TrainingPlan Plan(int epochs) => new()
    {
        BatchSize = 7,
        Epochs = epochs,
        Seed = 5,
        ValidationSamples = HoldsOut ? 5 : 0,
        ClipGradNorm = HoldsOut && !OfLoader ? 0.5 : 0,
        ClipGradValue = OfLoader ? 0.01 : 0,
        ClassWeights = OfLoader ? [0.3, 1.7, 2, 0.5, 1, 3, 0.1, 1.1, 0.7, 2.5] : null,
        DropLast = Watch.EndsWith("whole batches", StringComparison.Ordinal),
        Shuffle = !Watch.EndsWith("own order", StringComparison.Ordinal),
        EvaluateEachEpoch = !Watch.EndsWith("at the end", StringComparison.Ordinal),
        EarlyStoppingPatience = Watch.EndsWith("stopped early", StringComparison.Ordinal) ? 1 : 0,
        RestoreBest = Watch.StartsWith("best", StringComparison.Ordinal),
        ValidationSeed = Watch == "best of all" ? 3 : null,
    };

    public SmallTrainer Trainer(int threads = 1, int epochs = 3, Dataset? data = null) => new(this, data ?? s_data, threads, Plan(epochs));

    public LrScheduler? NewScheduler(int epochs) => Scheduler switch
    {
        "none" => null,
        "step_lr" => new StepLr(Rate, 1, 0.3),
        "exponential_lr" => new ExponentialLr(Rate, 0.7),
        "cosine_annealing_lr" => new CosineAnnealingLr(Rate, 4),
        "cosine_annealing_lr over all epochs" => new CosineAnnealingLr(Rate, epochs),
        "linear_lr" => new LinearLr(Rate, 0.25, 1, 2),
        "reduce_lr_on_plateau" => new ReduceLrOnPlateau(Rate, 0.5, patience: 0, threshold: 0.01),
        "one_cycle_lr" => new OneCycleLr(Rate, 3 * Steps, 0.4, cycleMomentum: Optimizer != "nadam") { StepsPerEpoch = Steps },
        "warm-up by steps" => new WarmupLr(new CosineAnnealingWarmRestarts(Rate, 3, 2, 0.001) { StepsPerEpoch = Steps }, 2, 0.5),
        _ => throw new UnreachableException($"no scheduler is called '{Scheduler}'"),
    };

    public Optimizer NewOptimizer(ParameterSet parameters) => Optimizer switch
    {
        "adam" => new Adam(parameters, Rate),
        "adamw" => new AdamW(parameters, Rate, weightDecay: 0.1),
        "sgd" => new Sgd(parameters, Rate),
        "sgd with momentum" => new Sgd(parameters, Rate, momentum: 0.9, weightDecay: 0.01, nesterov: true),
        "rmsprop" => new RmsProp(parameters, Rate),
        "rmsprop with momentum" => new RmsProp(parameters, Rate, momentum: 0.5),
        "nadam" => new NAdam(parameters, Rate),
        _ => throw new UnreachableException($"no optimizer is called '{Optimizer}'"),
    };
}
