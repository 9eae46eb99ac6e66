using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Experiments.Export.PyTorch;

/// <summary>Writes a run's model and optimizer as a PyTorch user would.</summary>
internal static class PyTorchModel
{
    /// <summary>The class <c>Model</c>, its lines parted by \n.</summary>
    public static string Class(RunSpec spec)
    {
        string cell = spec["cell"];
        bool softmax = spec["head"] == "softmax";
        string hidden = spec["hidden_size"];
        string features = IsBidirectional(spec) ? $"2 * {hidden}" : hidden;
        (string states, string readout) = Readout(spec);
        string scores = $"self.fc({readout})";
        string[] lines =
        [
            "class Model(nn.Module):",
            "    def __init__(self):",
            "        super().__init__()",
            $"        self.{cell} = nn.{cell.ToUpperInvariant()}({string.Join(", ", RecurrentArguments(spec))})",
            $"        self.fc = nn.Linear({features}, 10)",
            .. softmax ? ["        self.softmax = nn.Softmax(dim=1)  # before the cross-entropy, which has one of its own"] : (string[])[],
            "",
            "    def forward(self, images):  # [B, 28, 28]: a row is a time step",
            $"        {states} = self.{cell}(images)",
            $"        return {(softmax ? $"self.softmax({scores})" : scores)}",
        ];
        return string.Join('\n', lines);
    }

    /// <summary>The expression that makes the optimizer.</summary>
    public static string Optimizer(RunSpec spec)
    {
        string optimizer = spec["optimizer"];
        string name = optimizer switch
        {
            "adam" => "Adam",
            "adamw" => "AdamW",
            "sgd" => "SGD",
            "rmsprop" => "RMSprop",
            _ => throw new NotSupportedException($"{spec.Name}: no PyTorch script for the optimizer '{optimizer}'"),
        };
        List<string> arguments = ["model.parameters()", "lr=LEARNING_RATE"];
        if (optimizer is "sgd" or "rmsprop" && spec["momentum"] != "0")
        {
            arguments.Add($"momentum={spec["momentum"]}");
        }

        // AdamW's own default is 0.01, a spec's is 0 for every optimizer.
        if (optimizer == "adamw" || spec["weight_decay"] != "0")
        {
            arguments.Add($"weight_decay={spec["weight_decay"]}");
        }

        if (optimizer == "sgd" && spec["nesterov"] == "true")
        {
            arguments.Add("nesterov=True");
        }

        return $"torch.optim.{name}({string.Join(", ", arguments)})";
    }

    /// <summary>Whether training draws dropout masks.</summary>
    public static bool HasDropout(RunSpec spec) => spec["dropout"] != "0";

    private static bool IsBidirectional(RunSpec spec) => spec["direction"] == "bidirectional";

    private static IEnumerable<string> RecurrentArguments(RunSpec spec)
    {
        yield return $"{ImageSet.Columns}";
        yield return spec["hidden_size"];
        if (spec["layers"] != "1")
        {
            yield return $"num_layers={spec["layers"]}";
        }

        yield return "batch_first=True";
        if (HasDropout(spec))
        {
            yield return $"dropout={spec["dropout"]}";
        }

        if (IsBidirectional(spec))
        {
            yield return "bidirectional=True";
        }
    }

    private static (string States, string Readout) Readout(RunSpec spec) => (spec["readout"], spec["cell"]) switch
    {
        ("last", _) => ("output, _", "output[:, -1, :]"),
        ("final_states", "lstm") => ("_, (h_n, _)", FinalStates(spec)),
        ("final_states", _) => ("_, h_n", FinalStates(spec)),
        (string other, _) => throw new NotSupportedException($"{spec.Name}: no PyTorch script for the readout '{other}'"),
    };

    private static string FinalStates(RunSpec spec) => IsBidirectional(spec) ? "torch.cat((h_n[-2], h_n[-1]), dim=1)" : "h_n[-1]";
}
