using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes a run's scheduler as a PyTorch user would.</summary>
internal static class PyTorchScheduler
{
    private static readonly string[] s_ofCycle =
    [
        SpecKeys.PctStart, SpecKeys.AnnealStrategy, SpecKeys.CycleMomentum, SpecKeys.BaseMomentum, SpecKeys.MaxMomentum, SpecKeys.DivFactor,
        SpecKeys.FinalDivFactor, SpecKeys.ThreePhase,
    ];

    /// <summary>The lines of <c>main</c> that make it before the loaders; empty without one.</summary>
    public static string Construction(RunSpec spec) => CountsSteps(spec) ? "" : Lines(spec);

    /// <summary>The same lines after the training loader, where its length is counted.</summary>
    public static string ConstructionBySteps(RunSpec spec) => CountsSteps(spec) ? Lines(spec) : "";

    /// <summary>The line that ends an epoch, begun by a line feed; empty where none does.</summary>
    public static string Step(RunSpec spec) => Expression(spec) is null || CountsSteps(spec) ? ""
        : FollowsValidation(spec) ? "\n        scheduler.step(validation_loss)"
        : spec[SpecKeys.LrScheduler] == SpecWords.OnPlateau ? "\n        scheduler.step(loss)"
        : "\n        scheduler.step()";

    /// <summary>Whether it is stepped after every training step.</summary>
    public static bool CountsSteps(RunSpec spec) => spec[SpecKeys.LrScheduler] == SpecWords.OneCycle
        || (Expression(spec) is not null && spec[SpecKeys.LrSchedulerInterval] == SpecWords.AfterStep);

    /// <summary>Whether it follows the validation loss.</summary>
    public static bool FollowsValidation(RunSpec spec) => spec[SpecKeys.LrScheduler] == SpecWords.OnPlateau
        && (spec[SpecKeys.Monitor] == SpecWords.ValidationLoss || (spec[SpecKeys.Monitor] == SpecWords.AutoMonitor && spec.ValidationSamples > 0));

    private static string Lines(RunSpec spec)
    {
        string iters = spec[SpecKeys.WarmupIters];
        return Expression(spec) is not { } expression ? ""
            : iters == "0" ? $"    scheduler = torch.optim.lr_scheduler.{expression}\n"
            : $"""
                    warmup = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor={spec[SpecKeys.WarmupStartFactor]}, end_factor=1, total_iters={iters})
                    after = torch.optim.lr_scheduler.{expression}
                    scheduler = torch.optim.lr_scheduler.SequentialLR(optimizer, [warmup, after], milestones=[{iters}])

                """;
    }

    private static string? Expression(RunSpec spec) => spec[SpecKeys.LrScheduler] switch
    {
        SpecWords.NoScheduler => null,
        "step_lr" => $"StepLR(optimizer, step_size={spec[SpecKeys.StepSize]}, gamma={spec[SpecKeys.Gamma]})",
        "multi_step_lr" => $"MultiStepLR(optimizer, milestones={spec[SpecKeys.Milestones].Replace(",", ", ", StringComparison.Ordinal)}, "
            + $"gamma={spec[SpecKeys.Gamma]})",
        "exponential_lr" => $"ExponentialLR(optimizer, gamma={spec[SpecKeys.Gamma]})",
        "cosine_annealing_lr" => $"CosineAnnealingLR(optimizer, T_max={TMax(spec)}, eta_min={spec[SpecKeys.EtaMin]})",
        "cosine_annealing_warm_restarts" =>
            $"CosineAnnealingWarmRestarts(optimizer, T_0={spec[SpecKeys.T0]}, T_mult={spec[SpecKeys.TMult]}, eta_min={spec[SpecKeys.EtaMin]})",
        "linear_lr" =>
            $"LinearLR(optimizer, start_factor={spec[SpecKeys.StartFactor]}, end_factor={spec[SpecKeys.EndFactor]}, total_iters={spec[SpecKeys.TotalIters]})",
        SpecWords.OnPlateau =>
            $"ReduceLROnPlateau(optimizer, factor={spec[SpecKeys.Factor]}, patience={spec[SpecKeys.Patience]}, threshold={spec[SpecKeys.Threshold]}, "
                + $"threshold_mode=\"{spec[SpecKeys.ThresholdMode]}\", cooldown={spec[SpecKeys.Cooldown]}, min_lr={spec[SpecKeys.MinLr]})",
        SpecWords.OneCycle =>
            $"OneCycleLR(optimizer, max_lr=LEARNING_RATE, {(spec.Steps is null ? "epochs=EPOCHS, steps_per_epoch=len(train_loader)" : "total_steps=STEPS")}"
                + $"{string.Concat(s_ofCycle.Select(key => Given(spec, key)))})",
        string other => throw new NotSupportedException($"{spec.Name}: no PyTorch script for the scheduler '{other}'"),
    };

    private static string Given(RunSpec spec, string key)
    {
        Setting setting = spec.Settings.First(s => s.Key == key);
        return setting.Value == setting.Default ? "" : $", {key}=" + setting.Value switch
        {
            "true" => "True",
            "false" => "False",
            "cos" or "linear" => $"\"{setting.Value}\"",
            string number => number.Contains('.', StringComparison.Ordinal) || number.Contains('E', StringComparison.Ordinal) ? number : number + ".0",
        };
    }

    private static string TMax(RunSpec spec)
    {
        string all = spec.Steps is not null ? "STEPS" : spec[SpecKeys.LrSchedulerInterval] == SpecWords.AfterStep ? "EPOCHS * len(train_loader)" : "EPOCHS";
        return spec[SpecKeys.TMax] != SpecWords.AllEpochs ? spec[SpecKeys.TMax]
            : spec[SpecKeys.WarmupIters] == "0" ? all
            : $"{all} - {spec[SpecKeys.WarmupIters]}";
    }
}
