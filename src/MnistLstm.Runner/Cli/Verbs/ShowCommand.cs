using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Selection;
using MnistLstm.Training;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>show &lt;name&gt;</c>: the model, its shapes and parameters, the resolved spec; or the emitted code.</summary>
internal static class ShowCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> name = CommonOptions.Word("name", "A run, an experiment or its file");
        Option<string?> code = new("--code")
        {
            Description = "Print the emitted C# of model and trainer instead: exact (the default) or torchsharp",
            HelpName = "engine",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => result.Tokens.Count == 0 ? ExactEngine.Name : CommonOptions.ParseWord(result, "--code", RunEngines.Words),
        };
        Command command = new("show", "Show a run's model, tensor shapes, parameters and resolved spec.") { name, code };
        command.SetAction(parse =>
        {
            IReadOnlyList<SelectedRun> selected = services.Select([parse.GetRequiredValue(name)]);
            if (parse.GetValue(code) is { } engine)
            {
                Func<RunSpec, string> text = engine == ExactEngine.Name ? spec => spec.ModelCode() : spec => spec.TorchSharpCode();

                // The runs of a family share their code.
                services.Terminal.Output.Write(string.Join('\n', selected.Select(run => text(run.Spec)).Distinct()));
                foreach (string file in selected.SelectMany(run => run.Spec.Hooks?.Files ?? []).Distinct())
                {
                    services.Terminal.Note($"with hooks in {file}");
                }

                return;
            }

            for (int i = 0; i < selected.Count; i++)
            {
                services.Terminal.Output.Write((i == 0 ? "" : "\n") + RunDescription.Write(selected[i].Spec));
            }
        });
        return new DocumentedCommand(command, """
            Examples:
              dotnet run -- show lstm-128
              dotnet run -- show experiments/bilstm-64.yaml
              dotnet run -- show lstm-128 --code
              dotnet run -- show lstm-128 --code torchsharp

            Next: dotnet run -- run <name>

            """);
    }
}
