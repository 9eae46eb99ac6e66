using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>data show &lt;name&gt;</c>: samples of a data set, and how many there are of each class.</summary>
internal static class DataShowCommand
{
    private const int DefaultCount = 4;
    private static readonly string[] s_parts = [DataPart.Test, "train"];

    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> name = CommonOptions.Word("name", "A data set");
        Option<string?> on = new("--on") { Description = "train or test (default: train)", HelpName = "part",
            CustomParser = result => CommonOptions.ParseWord(result, "--on", s_parts) };
        Option<int?> count = CommonOptions.Count("--count", $"How many samples to draw (default: {DefaultCount})", 1000);
        Option<int> from = new("--from-index") { Description = "The first of them, from 0", HelpName = "N" };
        Option<string?> data = CommonOptions.Data();
        Command command = new("show", "Draw samples of a data set and count its labels.") { name, on, count, from, data };
        command.SetAction(parse =>
        {
            string word = parse.GetRequiredValue(name);
            DatasetDefinition known = services.Dataset(word);
            try
            {
                Dataset set =
                    services.LoadData(known, new DataOptions { Places = services.DataPlaces(parse.GetValue(data)), MayFetch = false }, services.Cancellation);
                string part = parse.GetValue(on) ?? "train";
                SequenceSet images = part == "train" ? set.Train : set.Test;
                int first = parse.GetValue(from);
                if (first < 0 || first >= images.Count)
                {
                    throw new UsageException($"--from-index {first}: the {part} part of {word} has the samples 0 to {images.Count - 1}");
                }

                SamplesReport.Print(services.Terminal, known, part, images, first, Math.Min(parse.GetValue(count) ?? DefaultCount, images.Count - first));
                return ExitCode.Success;
            }
            catch (DataException error)
            {
                services.Terminal.Note(new TextPiece("error: ", Tone.Bad), error.Message);
                return ExitCode.DataUnavailable;
            }
        });
        return new DocumentedCommand(command, """
            Exit codes: 0 fine, 2 usage, 4 the data is missing.

            Examples:
              dotnet run -- data show mnist-10k
              dotnet run -- data show mnist --on test --from-index 100 --count 8

            """);
    }
}
