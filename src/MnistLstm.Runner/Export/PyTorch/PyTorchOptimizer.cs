using MnistLstm.Training;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes a run's optimizer as a PyTorch user would.</summary>
internal static class PyTorchOptimizer
{
    /// <summary>The expression that makes the optimizer.</summary>
    public static string Expression(RunSpec spec)
    {
        string optimizer = spec[SpecKeys.Optimizer];
        string name = optimizer switch
        {
            "adam" => "Adam",
            "adamw" => "AdamW",
            "sgd" => "SGD",
            "rmsprop" => "RMSprop",
            _ => throw new NotSupportedException($"{spec.Name}: no PyTorch script for the optimizer '{optimizer}'"),
        };
        List<string> arguments = ["model.parameters()", "lr=LEARNING_RATE"];
        if (optimizer is "sgd" or "rmsprop" && spec[SpecKeys.Momentum] != "0")
        {
            arguments.Add($"momentum={spec[SpecKeys.Momentum]}");
        }

        // AdamW's own default is 0.01, a spec's is 0 for every optimizer.
        if (optimizer == "adamw" || spec[SpecKeys.WeightDecay] != "0")
        {
            arguments.Add($"weight_decay={spec[SpecKeys.WeightDecay]}");
        }

        if (optimizer == "sgd" && spec[SpecKeys.Nesterov] == "true")
        {
            arguments.Add("nesterov=True");
        }

        return $"torch.optim.{name}({string.Join(", ", arguments)})";
    }
}
