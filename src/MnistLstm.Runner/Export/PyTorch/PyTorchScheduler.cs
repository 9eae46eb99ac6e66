using MnistLstm.Training;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes a run's scheduler as a PyTorch user would.</summary>
internal static class PyTorchScheduler
{
    /// <summary>The line of <c>main</c> that makes it; empty without one.</summary>
    public static string Construction(RunSpec spec) => Expression(spec) is { } expression ? $"    scheduler = torch.optim.lr_scheduler.{expression}\n" : "";

    /// <summary>The line that ends an epoch, begun by a line feed; empty without a scheduler.</summary>
    public static string Step(RunSpec spec) => Expression(spec) is null ? "" : "\n        scheduler.step()";

    private static string? Expression(RunSpec spec) => spec[SpecKeys.LrScheduler] switch
    {
        SpecWords.NoScheduler => null,
        "step_lr" => $"StepLR(optimizer, step_size={spec[SpecKeys.StepSize]}, gamma={spec[SpecKeys.Gamma]})",
        "exponential_lr" => $"ExponentialLR(optimizer, gamma={spec[SpecKeys.Gamma]})",
        "cosine_annealing_lr" =>
            $"CosineAnnealingLR(optimizer, T_max={(spec[SpecKeys.TMax] == SpecWords.AllEpochs ? "EPOCHS" : spec[SpecKeys.TMax])}, "
                + $"eta_min={spec[SpecKeys.EtaMin]})",
        "linear_lr" =>
            $"LinearLR(optimizer, start_factor={spec[SpecKeys.StartFactor]}, end_factor={spec[SpecKeys.EndFactor]}, total_iters={spec[SpecKeys.TotalIters]})",
        string other => throw new NotSupportedException($"{spec.Name}: no PyTorch script for the scheduler '{other}'"),
    };
}
