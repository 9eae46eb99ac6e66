using System.CommandLine;
using MnistLstm.Runner.Authoring;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>new &lt;name&gt; [--from &lt;name&gt;] [--set key=value]…</c>: writes a spec to edit.</summary>
internal static class NewCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> name = CommonOptions.Word("name", "The new experiment: my-idea, or sweeps/my-idea in a folder");
        Option<string?> from = CommonOptions.Path("--from", "The experiment, file or run to start from (default: a small one)", "name");
        Option<string[]> set = new("--set") { Description = "Set a key: learning_rate=1e-3; may be given several times", HelpName = "key=value" };
        Option<bool> draft = new("--draft") { Description = "Write a draft, which the build ignores until you rename it" };
        Command command = new("new", "Write the spec of a new experiment, with comments, for you to edit.") { name, from, set, draft };
        command.SetAction(parse => Write(
            services, NewSpecName.Parse(parse.GetRequiredValue(name), parse.GetValue(draft)), parse.GetValue(from),
            SpecValue.Parse(parse.GetValue(set) ?? [])));
        return new DocumentedCommand(command, """
            Without --from you get a small experiment on the embedded digits, every key
            explained. From another spec you get its text with its comments, from a family
            all its runs; from one run of a family, that run's values. Published figures
            (reference) are not copied. Nothing is ever overwritten, and with --set nothing
            is written that would not compile.

            Examples:
              dotnet run -- new my-idea
              dotnet run -- new my-idea --from quick/lstm-32
              dotnet run -- new wider --from my-idea --set hidden_size=96
              dotnet run -- new sweeps/my-sizes --from sweeps/hidden-size

            Next: edit it, then dotnet run -- sweep experiments/my-idea.yaml

            """);
    }

    private static int Write(CommandServices services, NewSpecName name, string? from, IReadOnlyList<SpecValue> values)
    {
        SpecPaths paths = services.Paths();
        SpecFolder folder = new(paths);
        name.ThrowIfTaken(folder.Content());
        string text = from is null ? NewSpecText.Plain(name.Name) : new SpecOrigins(services.Catalog(), paths, services.StaleSpec).TextFrom(from, name.Name);
        if (values.Count > 0)
        {
            text = NewSpecText.WithValues(text, name.Name, values)
                ?? throw new UsageException($"'{from}' is written in braces, which has no lines to change", "leave --set out, and edit the new file");
            if (!name.IsDraft && SpecCompiler.Errors(name.Path, text, services.Datasets()) is { Count: > 0 } errors)
            {
                return Refuse(services, name, errors);
            }
        }

        folder.Write(name, text);
        string next = values.Count > 0 && !name.IsDraft ? "Next:" : "Edit it, then:";
        services.Terminal.Data(name.IsDraft ? $"Created {name.Path}, which the build leaves out. {next}" : $"Created {name.Path}. {next}");
        if (name.IsDraft)
        {
            services.Terminal.Data($"  mv {name.Path} {name.FinalPath}");
        }

        services.Terminal.Data($"  dotnet run -- sweep {name.FinalPath}");
        NoteHooks(services, from);
        return ExitCode.Success;
    }

    private static int Refuse(CommandServices services, NewSpecName name, IReadOnlyList<string> errors)
    {
        services.Terminal.Note(new TextPiece("error: ", Tone.Bad), $"nothing was written, since {name.Path} would not compile:");
        foreach (string line in errors.SelectMany(error => error.Split('\n')))
        {
            services.Terminal.Note("  ", line);
        }

        return ExitCode.Usage;
    }

    private static void NoteHooks(CommandServices services, string? from)
    {
        RunSpec? origin = services.Catalog().FirstOrDefault(run => run.Experiment == from || run.Name == from);
        if (origin?.Hooks is { } hooks)
        {
            services.Terminal.Note($"{origin.Experiment} has hooks, which belong to its classes and were not copied: {string.Join(", ", hooks.Files)}");
        }
    }
}
