using MnistLstm.Training;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes a run's scheduler as a PyTorch user would.</summary>
internal static class PyTorchScheduler
{
    /// <summary>The line of <c>main</c> that makes it; empty without one.</summary>
    public static string Construction(RunSpec spec) => Expression(spec) is { } expression ? $"    scheduler = torch.optim.lr_scheduler.{expression}\n" : "";

    /// <summary>The line that ends an epoch, begun by a line feed; empty without a scheduler.</summary>
    public static string Step(RunSpec spec) => Expression(spec) is null ? "" : "\n        scheduler.step()";

    private static string? Expression(RunSpec spec) => spec["lr_scheduler"] switch
    {
        "none" => null,
        "step_lr" => $"StepLR(optimizer, step_size={spec["step_size"]}, gamma={spec["gamma"]})",
        "exponential_lr" => $"ExponentialLR(optimizer, gamma={spec["gamma"]})",
        "cosine_annealing_lr" => $"CosineAnnealingLR(optimizer, T_max={(spec["t_max"] == "epochs" ? "EPOCHS" : spec["t_max"])}, eta_min={spec["eta_min"]})",
        "linear_lr" => $"LinearLR(optimizer, start_factor={spec["start_factor"]}, end_factor={spec["end_factor"]}, total_iters={spec["total_iters"]})",
        string other => throw new NotSupportedException($"{spec.Name}: no PyTorch script for the scheduler '{other}'"),
    };
}
