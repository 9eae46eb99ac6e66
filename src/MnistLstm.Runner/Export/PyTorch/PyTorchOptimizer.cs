using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes a run's optimizer as a PyTorch user would.</summary>
internal static class PyTorchOptimizer
{
    private static readonly (string Key, string[] Optimizers)[] s_others =
    [
        (SpecKeys.Betas, ["adam", "adamw", "nadam"]), (SpecKeys.Eps, ["adam", "adamw", "nadam", "adagrad", "adadelta", "rmsprop"]),
        (SpecKeys.Alpha, ["rmsprop"]), (SpecKeys.Rho, ["adadelta"]), (SpecKeys.Dampening, ["sgd"]), (SpecKeys.Amsgrad, ["adam", "adamw"]),
        (SpecKeys.MomentumDecay, ["nadam"]),
    ];

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
            "nadam" => "NAdam",
            "adagrad" => "Adagrad",
            "adadelta" => "Adadelta",
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

        arguments.AddRange(s_others.Where(other => other.Optimizers.Contains(optimizer) && Given(spec, other.Key) is not null)
            .Select(other => $"{other.Key}={Given(spec, other.Key)}"));

        return $"torch.optim.{name}({string.Join(", ", arguments)})";
    }

    // As Python writes it; null for the default, which is PyTorch's.
    private static string? Given(RunSpec spec, string key)
    {
        Setting setting = spec.Settings.First(s => s.Key == key);
        return setting.Value == setting.Default ? null : setting.Value switch
        {
            "true" => "True",
            ['[', .. string numbers, ']'] => $"({numbers.Replace(",", ", ", StringComparison.Ordinal)})",
            string value => value,
        };
    }
}
