using System.Globalization;
using MnistLstm.Engine.Modules;
using MnistLstm.Training;
using MnistLstm.Training.Networks;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Writes a run's model as a PyTorch user would: its modules, made in their order, and the way through them.</summary>
internal static class PyTorchModel
{
    // Up to so many modules behind the readout stand in one expression.
    private const int Nested = 2;

    private const string DropoutClass = """
        class Dropout(nn.Dropout):
            # nn.Dropout as PyTorch 2 has it, for 1.13 too: the mask is drawn in the order the values lie in memory,
            # which behind a layer with batch_first is time first.
            def forward(self, x):
                drops = self.training and self.p > 0
                return x * torch.empty_like(x).bernoulli_(1 - self.p).div_(1 - self.p) if drops else x



        """;

    /// <summary>The class <c>Model</c>, and before it what it needs; lines parted by \n.</summary>
    /// <exception cref="NotSupportedException">The model has a module this does not know.</exception>
    public static string Class(RunSpec spec)
    {
        Network network = spec.Network;
        string[] lines =
        [
            "class Model(nn.Module):",
            "    def __init__(self):",
            "        super().__init__()",
            .. Constructors(spec),
            .. PyTorchInitialization.Lines(network),
            "",
            $"    def forward(self, {Inputs(spec)}):  # "
                + $"[B, {spec.Data.Steps}, {spec.Data.Features}]{(ReadsSteps(spec) ? IsImage(spec) ? ": a row is a time step" : "" : "")}",
            .. Forward(spec).Select(line => "        " + line),
        ];
        return (DropsSequences(network) ? DropoutClass : "") + string.Join('\n', lines);
    }

    /// <summary>Whether training draws dropout masks.</summary>
    public static bool HasDropout(RunSpec spec) => spec.Network.Modules.Any(
        module => module is DropoutModule { P: > 0 } or VariationalDropoutModule { P: > 0 } or RecurrentModule { Dropout: > 0 });

    private static IEnumerable<string> Constructors(RunSpec spec)
    {
        IReadOnlyList<NetworkModule> modules = spec.Network.Modules;
        string features = $"{spec.Network.Input.Features}";
        bool recurrent = false; // whether the features are a recurrent module's
        for (int i = 0; i < modules.Count; i++)
        {
            NetworkModule module = modules[i];
            string? made = module switch
            {
                RecurrentModule r => $"nn.{r.Cell.PyTorchClass}({string.Join(", ", RecurrentArguments(r, features))})",
                LinearModule linear => $"nn.Linear({features}, {linear.OutFeatures})",
                DropoutModule dropout => $"{(recurrent ? "" : "nn.")}Dropout({Text(dropout.P)})",
                VariationalDropoutModule dropout => $"nn.Dropout({Text(dropout.P)})  # of the same features at every time step",
                LayerNormModule => $"nn.LayerNorm({features})",
                ReluModule => "nn.ReLU()",
                TanhModule => "nn.Tanh()",
                SoftmaxModule when i == modules.Count - 1 => "nn.Softmax(dim=1)  # before the cross-entropy, which has one of its own",
                SoftmaxModule => "nn.Softmax(dim=1)",
                ReadoutModule => null,
                _ => throw new NotSupportedException($"{spec.Name}: no PyTorch script for the module '{module.PyTorchLine}'"),
            };
            if (made is not null)
            {
                yield return $"        self.{module.Name} = {made}";
            }

            features = module is RecurrentModule own ? (own.Bidirectional ? $"2 * {own.HiddenSize}" : $"{own.HiddenSize}")
                : module is LinearModule leaving ? $"{leaving.OutFeatures}" : features;
            recurrent = module is RecurrentModule || (recurrent && module is not (LinearModule or LayerNormModule or ReadoutModule));
        }
    }

    private static IEnumerable<string> RecurrentArguments(RecurrentModule module, string features)
    {
        yield return features;
        yield return $"{module.HiddenSize}";
        if (module.NumLayers > 1)
        {
            yield return $"num_layers={module.NumLayers}";
        }

        if (module.IsRelu)
        {
            yield return "nonlinearity=\"relu\"";
        }

        if (!module.Bias)
        {
            yield return "bias=False";
        }

        yield return "batch_first=True";
        if (module.Dropout > 0)
        {
            yield return $"dropout={Text(module.Dropout)}";
        }

        if (module.Bidirectional)
        {
            yield return "bidirectional=True";
        }
    }

    /// <summary>What the model's argument is called.</summary>
    public static string Inputs(RunSpec spec) => IsImage(spec) ? "images" : "sequences";

    private static bool IsImage(RunSpec spec) => spec.Data.Picture is not null;

    private static bool ReadsSteps(RunSpec spec) => spec.Network.Input.Features == spec.Data.Features;

    private static List<string> Forward(RunSpec spec)
    {
        Network network = spec.Network;
        List<string> lines = [];
        string value = Inputs(spec);
        string variable = "output";
        if (!ReadsSteps(spec))
        {
            lines.Add($"steps = {value}.reshape(-1, {network.Input.Steps}, {network.Input.Features})");
            value = "steps";
        }

        IReadOnlyList<NetworkModule> modules = network.Modules;
        int readout = modules.TakeWhile(m => m is not ReadoutModule).Count();
        RecurrentModule? above = null;
        for (int i = 0; i < modules.Count; i++)
        {
            NetworkModule module = modules[i];
            bool states = i + 1 == readout && modules[readout] is ReadoutModule { Word: ReadoutModule.FinalStates };
            if (module is RecurrentModule recurrent)
            {
                string returned = !states ? $"{variable}, _" : recurrent.Cell.HasCellState ? "_, (h_n, _)" : "_, h_n";
                lines.Add($"{returned} = self.{module.Name}({value})");
                value = states ? "h_n" : variable;
                above = recurrent;
            }
            else if (module is VariationalDropoutModule)
            {
                // Gal and Ghahramani, 2016; the mask is drawn as a tensor of its own.
                lines.Add($"{variable} = {value} * self.{module.Name}(torch.ones({value}.size(0), 1, {value}.size(2)))");
                value = variable;
            }
            else if (module is ReadoutModule read)
            {
                value = Read(read, value, above);
                variable = "x";
            }
            else if (i > readout && (i == modules.Count - 1 || modules.Count - 1 - readout <= Nested))
            {
                value = $"self.{module.Name}({value})";
            }
            else
            {
                lines.Add($"{variable} = self.{module.Name}({value})");
                value = variable;
            }
        }

        lines.Add($"return {value}");
        return lines;
    }

    private static string Read(ReadoutModule readout, string value, RecurrentModule? above) => readout.Word switch
    {
        ReadoutModule.FinalStates when value == "h_n" => above!.Bidirectional ? "torch.cat((h_n[-2], h_n[-1]), dim=1)" : "h_n[-1]",
        ReadoutModule.FinalStates when above!.Bidirectional => $"torch.cat(({value}[:, -1, :{above.HiddenSize}], {value}[:, 0, {above.HiddenSize}:]), dim=1)",
        ReadoutModule.Mean => $"{value}.mean(dim=1)",
        _ => $"{value}[:, -1, :]",
    };

    // In the order PyTorch 1.13 draws it, the mask would be another one there.
    private static bool DropsSequences(Network network)
    {
        bool recurrent = false;
        foreach (NetworkModule module in network.Modules)
        {
            if (recurrent && module is DropoutModule)
            {
                return true;
            }

            recurrent = module is RecurrentModule || (recurrent && module is not (LinearModule or LayerNormModule or ReadoutModule));
        }

        return false;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
