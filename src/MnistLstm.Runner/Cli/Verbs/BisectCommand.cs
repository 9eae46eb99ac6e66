using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Traces.Live;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>bisect &lt;name&gt;</c>: the first training step, tensor and index in which two builds or two machines differ.</summary>
internal static class BisectCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> name = CommonOptions.Word("name", "A run, or an experiment of one run");
        Option<string?> with = new("--with")
        {
            Description = "Train in lock step with another build on this machine, started by this command (in quotes)",
            HelpName = "command",
        };
        Option<string?> record = CommonOptions.Path("--record", "Write a trace: a hash of every tensor of every step", "file");
        Option<string?> against = CommonOptions.Path("--against", "Compare with a trace (or its .step file) of another build or machine", "file");
        Option<bool> force = OutputOption.Force();
        Option<int?> epochs = new("--epochs")
        {
            Description = "Train the first N epochs (or evaluations) only (default: all)",
            HelpName = "N",
            CustomParser = ParseEpochs,
        };
        Option<int?> threads = CommonOptions.Threads();
        Option<string?> data = CommonOptions.Data();
        Option<bool> lockStep = new(LockStep.Option) { Hidden = true };
        Command command = new("bisect", "Find the first step, tensor and index where a run differs from its snapshot's build.") { name, with, record, against,
            force, epochs, threads, data, lockStep };
        with.Validators.Add(result => RejectNothing(result, with.Name));
        command.SetAction(parse => Execute(services, parse.GetRequiredValue(name), new BisectOptions
        {
            With = parse.GetValue(with),
            Record = parse.GetValue(record),
            Against = parse.GetValue(against),
            Force = parse.GetValue(force),
            LockStep = parse.GetValue(lockStep),
            Epochs = parse.GetValue(epochs),
            Threads = parse.GetValue(threads),
            Data = parse.GetValue(data),
        }));
        return new DocumentedCommand(command, $"""
            Without --with, --record or --against it finds the first epoch that differs from
            the accepted snapshot, and stops there.
            Exit codes: 0 all equal (or the trace is written), 1 the comparison is not
            possible, 2 usage, 3 a difference was found, 4 no data, 130 interrupted.

            Both builds on this machine, in one go:
              git worktree add ../before <commit>
              dotnet build ../before/{BuiltProgram.Project}
              dotnet run -- bisect lstm-128 --with \
                "dotnet ../before/bin/Debug/net10.0/{BuiltProgram.Library}"

            Two machines:
              there:  dotnet run -- bisect lstm-128 --record lstm.trace
              here:   dotnet run -- bisect lstm-128 --against lstm.trace
              there:  dotnet run -- bisect lstm-128 --against lstm.trace.step

            More: docs/bisect.md

            """);
    }

    private static int Execute(CommandServices services, string word, BisectOptions options)
    {
        string?[] ways = [options.With, options.Record, options.Against, options.LockStep ? LockStep.Option : null];
        if (ways.Count(way => way is not null) > 1)
        {
            throw new UsageException("--with, --record and --against exclude each other", "dotnet run -- bisect --help");
        }

        if (options is { Against: not null, Epochs: not null })
        {
            throw new UsageException("--epochs has no use with --against: the file says how far it goes", "give --epochs where the trace is recorded");
        }

        IReadOnlyList<SelectedRun> selected = services.Select([word]);
        if (selected.Count > 1)
        {
            throw new UsageException($"'{word}' means {selected.Count} runs, and one is compared at a time",
                "name one of them: " + string.Join(", ", selected.Take(5).Select(run => ShellText.Quote(run.Spec.Name))));
        }

        if (options.Epochs > selected[0].Spec.Epochs)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture,
                $"--epochs is {options.Epochs}, but {selected[0].Spec.Name} has {selected[0].Spec.Epochs}"
                    + $"{(selected[0].Spec.Steps is null ? "" : " evaluations")}"), "leave it out for all of them");
        }

        try
        {
            return new Bisection(services, options, selected[0].Spec).Execute();
        }
        catch (DataException error)
        {
            services.Terminal.Note(new TextPiece("error: ", Tone.Bad), error.Message);
            return ExitCode.DataUnavailable;
        }
    }

    private static int? ParseEpochs(ArgumentResult result)
    {
        string word = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int epochs) && epochs >= 1)
        {
            return epochs;
        }

        result.AddError($"--epochs expects a whole number from 1, got '{word}'");
        return null;
    }

    private static void RejectNothing(OptionResult result, string name)
    {
        if (result.Tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"{name} expects the command that starts the other build, got nothing");
        }
    }
}
