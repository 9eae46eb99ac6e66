using System.CommandLine;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Charts;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>predict &lt;name&gt; &lt;file…&gt;</c> or <c>--index N</c>: class and scores of pictures or of samples of the data.</summary>
internal static class PredictCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> name = CommonOptions.Word("name", "A run with a stored result");
        Argument<string[]> files = CommonOptions.Words("file", "Pictures: PNG, JPEG or BMP, one figure each", ArgumentArity.ZeroOrMore);
        Option<int[]> index = new("--index") { Description = "A sample of the data by its index, from 0; may be given several times", HelpName = "N" };
        Option<string?> on = EvaluateCommand.OnOption();
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> results = CommonOptions.Results();
        Option<string?> data = CommonOptions.Data();
        Option<string?> from = FromOption.OfTrained();
        Command command =
            new("predict", "Show what a stored model takes pictures, or samples of its data, for.") { name, files, index, on, format, results, data, from };
        command.SetAction(parse =>
        {
            RunSpec spec = FromOption.Of(EvaluateCommand.One(services, parse.GetRequiredValue(name)), parse.GetValue(from));
            string[] pictures = parse.GetValue(files) ?? [];
            int[] places = parse.GetValue(index) ?? [];
            if (pictures.Length + places.Length == 0)
            {
                throw new UsageException("name pictures, or samples of the data", $"dotnet run -- predict {ShellText.Quote(spec.Name)} three.png",
                    $"dotnet run -- predict {ShellText.Quote(spec.Name)} --index 0");
            }

            List<(string Source, SequenceSet Sample, bool IsKnown)> samples = [.. pictures.Select(file => Read(services.Terminal, file, spec))];
            Dataset set = BlankData.For(spec);
            if (places.Length > 0 || BlankData.NormalizesByTraining(spec))
            {
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

                samples.AddRange(Samples(spec, set, parse.GetValue(on) ?? DataPart.Test, places));
            }

            using Trainer trainer = services.OpenTrained(spec, parse.GetValue(results), set, 1);
            if (spec.PredictsNumbers)
            {
                // Pictures have no targets, and are of no data set that has.
                PredictedNumbers[] numbers = [.. samples.Select(sample => new PredictedNumbers(sample.Source, sample.Sample.Targets!.Of(0).ToArray(),
                    SampleArt.Lines(services.Terminal, sample.Sample, 0, PredictionReport.Indent.Length), trainer.Predict(sample.Sample)[0].Scores))];
                PrintNumbers(services.Terminal, parse.GetValue(format), spec, numbers);
                return ExitCode.Success;
            }

            PredictedImage[] shown =
            [
                .. samples.Select(sample => new PredictedImage(sample.Source, sample.IsKnown ? sample.Sample.Labels[0] : null,
                    SampleArt.Lines(services.Terminal, sample.Sample, 0, PredictionReport.Indent.Length),
                    ClassProbabilities.Of(trainer, trainer.Predict(sample.Sample)[0]))),
            ];
            Print(services.Terminal, parse.GetValue(format), spec, shown);
            return ExitCode.Success;
        });
        return new DocumentedCommand(command, """
            A picture is turned to grey, inverted if its background is bright, and scaled
            and centred like the images of the run's data set; a note says what was done,
            and the image that the model saw is drawn. A picture of exactly that size is not
            scaled.
            Exit codes: 0 fine, 1 no result, or a picture that cannot be read, 2 usage, 4 no
            data for --index.

            Examples:
              dotnet run -- predict lstm-128 three.png four.jpg
              dotnet run -- predict quick/lstm-32 --index 0 --index 7
              dotnet run -- predict quick/lstm-32 --index 3 --on train --format json

            Next: dotnet run -- evaluate <name>

            """);
    }

    private static (string Source, SequenceSet Sample, bool IsKnown) Read(Terminal terminal, string file, RunSpec spec)
    {
        if (spec.Data.Picture is not { } layout)
        {
            throw new UsageException(
                $"{spec.Name} was trained on {spec.Dataset}, whose samples are not pictures but {spec.Data.Steps} steps of {spec.Data.Features} features",
                $"dotnet run -- predict {ShellText.Quote(spec.Name)} --index 0 predicts a sample of the data");
        }

        try
        {
            (byte[] image, string note) = PictureFit.Fit(Picture.Read(file), layout);
            terminal.NoteSentence($"{file}: {note}");
            return (file, new SequenceSet(image, [0], layout.Side, layout.Side), false);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(error.Message.Contains(file, StringComparison.Ordinal) ? error.Message : $"{file}: {error.Message}");
        }
    }

    private static IEnumerable<(string Source, SequenceSet Sample, bool IsKnown)> Samples(RunSpec spec, Dataset set, string part, int[] places)
    {
        SequenceSet all = DataPart.Of(spec, set, part) ?? throw new UsageException($"{spec.Name} has no validation part");
        foreach (int place in places)
        {
            if (place < 0 || place >= all.Count)
            {
                throw new UsageException($"--index {place}: the {part} part of {spec.Name} has the samples 0 to {all.Count - 1}");
            }

            yield return ($"{part} #{place}", all.At(place), true);
        }
    }

    private static void PrintNumbers(Terminal terminal, OutputFormat format, RunSpec spec, PredictedNumbers[] samples)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Output.Write(PredictedNumbers.Json(spec.Name, samples));
                break;
            case OutputFormat.Csv:
                terminal.Output.Write(PredictedNumbers.Csv(spec.Name, samples));
                break;
            case OutputFormat.Md:
                terminal.Output.Write(PredictedNumbers.Table(samples).ToMarkdown());
                break;
            default:
                PredictedNumbers.Print(terminal, samples);
                break;
        }

        terminal.Output.Flush();
    }

    private static void Print(Terminal terminal, OutputFormat format, RunSpec spec, PredictedImage[] images)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Output.Write(PredictionReport.Json(spec.Name, images));
                break;
            case OutputFormat.Csv:
                terminal.Output.Write(PredictionReport.Csv(spec.Name, images));
                break;
            case OutputFormat.Md:
                terminal.Output.Write(PredictionReport.Table(images, spec.Data.Classes).ToMarkdown());
                break;
            default:
                PredictionReport.Print(terminal, images, spec.Data.Classes);
                break;
        }

        terminal.Output.Flush();
    }
}
