using System.Globalization;
using MnistLstm.Engine.Modules;
using MnistLstm.Training;
using MnistLstm.Training.Data;

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
        using SequenceClassifier model = spec.CreateModel();
        string[] lines =
        [
            "class Model(nn.Module):",
            "    def __init__(self):",
            "        super().__init__()",
            .. Constructors(spec, model),
            "",
            $"    def forward(self, images):  # [B, 28, 28]{(ReadsRows(model) ? ": a row is a time step" : "")}",
            .. Forward(model).Select(line => "        " + line),
        ];
        return (DropsSequences(model) ? DropoutClass : "") + string.Join('\n', lines);
    }

    /// <summary>Whether training draws dropout masks.</summary>
    public static bool HasDropout(RunSpec spec)
    {
        using SequenceClassifier model = spec.CreateModel();
        return model.Modules.Any(m => m.Module is Dropout { P: > 0 } or Recurrent { Dropout: > 0 });
    }

    private static IEnumerable<string> Constructors(RunSpec spec, SequenceClassifier model)
    {
        string features = $"{model.InputSize}";
        bool recurrent = false; // whether the features are a recurrent module's
        for (int i = 0; i < model.Modules.Count; i++)
        {
            (string name, Module module) = model.Modules[i];
            string? made = module switch
            {
                Recurrent r => $"nn.{r.GetType().Name.ToUpperInvariant()}({string.Join(", ", RecurrentArguments(r, features))})",
                Linear linear => $"nn.Linear({features}, {linear.OutFeatures})",
                Dropout dropout => $"{(recurrent ? "" : "nn.")}Dropout({Text(dropout.P)})",
                Relu => "nn.ReLU()",
                Tanh => "nn.Tanh()",
                Softmax when i == model.Modules.Count - 1 => "nn.Softmax(dim=1)  # before the cross-entropy, which has one of its own",
                Softmax => "nn.Softmax(dim=1)",
                Readout => null,
                _ => throw new NotSupportedException($"{spec.Name}: no PyTorch script for the module '{module}'"),
            };
            if (made is not null)
            {
                yield return $"        self.{name} = {made}";
            }

            features = module is Recurrent own ? (own.Bidirectional ? $"2 * {own.HiddenSize}" : $"{own.HiddenSize}") : module is Linear leaving ? $"{leaving.OutFeatures}" : features;
            recurrent = module is Recurrent || (recurrent && module is not (Linear or Readout));
        }
    }

    private static IEnumerable<string> RecurrentArguments(Recurrent module, string features)
    {
        yield return features;
        yield return $"{module.HiddenSize}";
        if (module.NumLayers > 1)
        {
            yield return $"num_layers={module.NumLayers}";
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

    private static bool ReadsRows(SequenceClassifier model) => model.InputSize == ImageSet.Columns;

    private static List<string> Forward(SequenceClassifier model)
    {
        List<string> lines = [];
        string value = "images";
        string variable = "output";
        if (!ReadsRows(model))
        {
            lines.Add($"steps = images.reshape(-1, {model.Steps}, {model.InputSize})");
            value = "steps";
        }

        int readout = model.Modules.TakeWhile(m => m.Module is not Readout).Count();
        Recurrent? above = null;
        for (int i = 0; i < model.Modules.Count; i++)
        {
            (string name, Module module) = model.Modules[i];
            bool states = i + 1 == readout && model.Modules[readout].Module is FinalStates;
            if (module is Recurrent recurrent)
            {
                string returned = !states ? $"{variable}, _" : recurrent is Lstm ? "_, (h_n, _)" : "_, h_n";
                lines.Add($"{returned} = self.{name}({value})");
                value = states ? "h_n" : variable;
                above = recurrent;
            }
            else if (module is Readout read)
            {
                value = Read(read, value, above);
                variable = "x";
            }
            else if (i > readout && (i == model.Modules.Count - 1 || model.Modules.Count - 1 - readout <= Nested))
            {
                value = $"self.{name}({value})";
            }
            else
            {
                lines.Add($"{variable} = self.{name}({value})");
                value = variable;
            }
        }

        lines.Add($"return {value}");
        return lines;
    }

    private static string Read(Readout readout, string value, Recurrent? above) => readout switch
    {
        FinalStates when value == "h_n" => above!.Bidirectional ? "torch.cat((h_n[-2], h_n[-1]), dim=1)" : "h_n[-1]",
        FinalStates when above!.Bidirectional => $"torch.cat(({value}[:, -1, :{above.HiddenSize}], {value}[:, 0, {above.HiddenSize}:]), dim=1)",
        MeanOverTime => $"{value}.mean(dim=1)",
        _ => $"{value}[:, -1, :]",
    };

    // In the order PyTorch 1.13 draws it, the mask would be another one there.
    private static bool DropsSequences(SequenceClassifier model)
    {
        bool recurrent = false;
        foreach ((_, Module module) in model.Modules)
        {
            if (recurrent && module is Dropout)
            {
                return true;
            }

            recurrent = module is Recurrent || (recurrent && module is not (Linear or Readout));
        }

        return false;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
