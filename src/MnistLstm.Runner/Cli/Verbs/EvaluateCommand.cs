using System.CommandLine;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Formats;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>evaluate &lt;name&gt;</c>: what a stored model gets right and wrong.</summary>
internal static class EvaluateCommand
{
    private const int DefaultWorst = 6;

    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> name = CommonOptions.Word("name", "A run with a stored result");
        Option<string?> on = OnOption();
        Option<int?> worst = CommonOptions.Count("--worst", $"How many mistakes to show, those with the largest loss (default: {DefaultWorst})", 1000);
        Option<OutputFormat> format = CommonOptions.Format();
        Option<int?> threads = CommonOptions.Threads();
        Option<string?> results = CommonOptions.Results();
        Option<string?> data = CommonOptions.Data();
        Option<string?> from = FromOption.OfTrained();
        Command command = new("evaluate", "Show loss, accuracy, the figures of each class, the confusion matrix and the worst mistakes of a stored model.")
        {
            name, on, worst, format, threads, results, data, from,
        };
        command.SetAction(parse =>
        {
            RunSpec spec = FromOption.Of(One(services, parse.GetRequiredValue(name)), parse.GetValue(from));
            string part = parse.GetValue(on) ?? DataPart.Test;
            Dataset set;
            try
            {
                set = services.LoadData(spec.Data, new DataOptions { Places = services.DataPlaces(parse.GetValue(data)), MayFetch = false },
                    services.Cancellation);
            }
            catch (DataException error)
            {
                services.Terminal.Note(new TextPiece("error: ", Tone.Bad), error.Message);
                return ExitCode.DataUnavailable;
            }

            SequenceSet images = DataPart.Of(spec, set, part)
                ?? throw new UsageException($"{spec.Name} has no validation part",
                    "validation_samples: 5000 in its spec holds out the last 5,000 of the training samples");
            using Trainer trainer = services.OpenTrained(spec, parse.GetValue(results), set, parse.GetValue(threads) ?? services.Exact.DefaultThreads);
            if (spec.PredictsNumbers)
            {
                NumberEvaluation numbers = NumberEvaluation.Of(trainer, images, services.Cancellation);
                PrintNumbers(services.Terminal, parse.GetValue(format), spec, part, numbers, images, parse.GetValue(worst) ?? DefaultWorst);
                Compare(services, spec, part, numbers.Loss, parse.GetValue(results));
                return ExitCode.Success;
            }

            Evaluation evaluation = Evaluation.Of(trainer, images, services.Cancellation);
            Print(services.Terminal, parse.GetValue(format), spec, part, evaluation, images, parse.GetValue(worst) ?? DefaultWorst);
            Compare(services, spec, part, evaluation.Loss, parse.GetValue(results));
            return ExitCode.Success;
        });
        return new DocumentedCommand(command, """
            The weights are those of the stored result, checked by their hash, and the loss
            of the test part has the bits of the result's. Precision: the share of the
            samples predicted as a class that belong to it. Recall: the share of a class's
            samples that were predicted as it. F1: their harmonic mean. Macro: the mean over
            the classes. Where numbers are predicted, the errors are shown instead: MAE,
            RMSE, R². #N is a sample's index in the part, from 0: predict --index N shows it
            with all its scores.
            Exit codes: 0 fine, 1 no result, 2 usage, 4 no data.

            Examples:
              dotnet run -- evaluate bilstm-64
              dotnet run -- evaluate quick/lstm-32 --on train --worst 12
              dotnet run -- evaluate quick/lstm-32 --format json

            Next: dotnet run -- predict <name> --index <N>

            """);
    }

    /// <summary>The option that says which part of the data is meant.</summary>
    public static Option<string?> OnOption() => new("--on")
    {
        Description = "test, validation or train (default: test)",
        HelpName = "part",
        CustomParser = result => CommonOptions.ParseWord(result, "--on", DataPart.Words),
    };

    /// <summary>The only run that a word means.</summary>
    public static RunSpec One(CommandServices services, string word)
    {
        IReadOnlyList<SelectedRun> selected = services.Select([word]);
        return selected.Count == 1
            ? selected[0].Spec
            : throw new UsageException($"'{word}' means {selected.Count} runs; name one",
                [.. selected.Take(5).Select(run => ShellText.Quote(run.Spec.Name)), .. selected.Count > 5 ? ["…"] : Array.Empty<string>()]);
    }

    private static void Print(Terminal terminal, OutputFormat format, RunSpec spec, string part, Evaluation evaluation, SequenceSet images, int worst)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Output.Write(EvaluationRows.Json(spec.Name, part, evaluation, worst));
                break;
            case OutputFormat.Csv:
                terminal.Output.Write(EvaluationRows.Csv(spec.Name, part, evaluation));
                break;
            case OutputFormat.Md:
                terminal.Output.Write(EvaluationReport.Markdown(evaluation, spec.Data.Classes, part, worst));
                break;
            default:
                EvaluationReport.Print(terminal, evaluation, images, spec.Data.Classes, part, worst);
                break;
        }

        terminal.Output.Flush();
    }

    private static void PrintNumbers(Terminal terminal, OutputFormat format, RunSpec spec, string part, NumberEvaluation evaluation, SequenceSet sequences,
        int worst)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Output.Write(NumberRows.Json(spec.Name, part, evaluation, worst));
                break;
            case OutputFormat.Csv:
                terminal.Output.Write(NumberRows.Csv(spec.Name, part, evaluation));
                break;
            case OutputFormat.Md:
                terminal.Output.Write(NumberReport.Markdown(evaluation, part, worst));
                break;
            default:
                NumberReport.Print(terminal, evaluation, sequences, part, worst);
                break;
        }

        terminal.Output.Flush();
    }

    /// <summary>The stored figures are of the same weights, so anything but the same bits is news.</summary>
    private static void Compare(CommandServices services, RunSpec spec, string part, double here, string? results)
    {
        RunResult stored = services.Runs(results).Stored(spec);
        double? then = part != DataPart.Test ? null : spec.ResultOf(stored.Epochs)?.TestLoss;
        if (then is { } loss && BitConverter.DoubleToInt64Bits(loss) != BitConverter.DoubleToInt64Bits(here))
        {
            services.Terminal.Note(new TextPiece("note: ", Tone.Bad),
                $"the stored test loss of these weights is {loss:R}, here it is {here:R}; look: dotnet run -- doctor");
        }
    }
}
