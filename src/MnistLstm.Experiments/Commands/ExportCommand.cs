using System.CommandLine;

namespace MnistLstm.Experiments.Commands;

/// <summary><c>export &lt;name&gt; -o file.safetensors [--initial]</c>: the weights for use elsewhere.</summary>
internal static class ExportCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> name = CommonOptions.Word("name", "A run, or an experiment of one run");
        Option<string?> output = CommonOptions.Path("--output", "The safetensors file to write", "file", "-o");
        output.Required = true;
        Option<bool> initial = new("--initial") { Description = "The weights before training, which are PyTorch's for the same seed" };
        Option<string?> results = CommonOptions.Results();
        Command command = new("export", "Write a run's trained weights as safetensors under PyTorch's state_dict names.") { name, output, initial, results };
        command.SetAction(parse =>
        {
            string word = parse.GetRequiredValue(name);
            IReadOnlyList<SelectedRun> selected = services.Select([word]);
            if (selected.Count > 1)
            {
                throw new UsageException($"'{word}' means {selected.Count} runs, and a file holds one", "name one of them: " + string.Join(", ", selected.Take(5).Select(run => ShellWord.Quote(run.Spec.Name))));
            }

            string file = parse.GetRequiredValue(output)!;
            services.Export(selected[0].Spec, parse.GetValue(results), file, parse.GetValue(initial));
            services.Terminal.Note($"Wrote {file} ({selected[0].Spec.Name}, {(parse.GetValue(initial) ? "initial" : "trained")} weights).");
        });
        return new DocumentedCommand(command, """
            Examples:
              dotnet run -- export lstm-128 -o lstm-128.safetensors
              dotnet run -- export lstm-128 --initial -o start.safetensors

            Next, in Python: model.load_state_dict(load_file("lstm-128.safetensors")), with
            load_file from safetensors.torch

            """);
    }
}
