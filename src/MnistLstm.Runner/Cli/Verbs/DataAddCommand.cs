using System.CommandLine;
using System.Globalization;
using MnistLstm.Generators.Parsing.Names;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>data add &lt;name&gt; &lt;file…&gt;</c>: makes a data set of files of one's own.</summary>
internal static class DataAddCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Argument<string> name = CommonOptions.Word("name", "Name of the data set");
        Argument<string[]> files = CommonOptions.Words("file", "The training part, or all samples", ArgumentArity.OneOrMore);
        Option<string[]> test = new("--test") { Description = "The test part's files", HelpName = "file", AllowMultipleArgumentsPerToken = true };
        Option<double?> fraction =
            new("--test-fraction") { Description = "Take this share of each class as the test part", HelpName = "p", CustomParser = ParseFraction };
        Option<long> seed = new("--seed") { Description = "Seed of the split (default: 0)", HelpName = "N" };
        Option<string?> classes = new("--classes") { Description = "Names of the classes, separated by commas, in the labels' order", HelpName = "names" };
        Option<bool> targets = new("--targets") { Description = "Labels are numbers to predict, not classes" };
        LayoutOptions layout = new();
        SeriesOptions series = new();
        Option<bool> force = OutputOption.Force();
        Command command = new("add", "Make a data set of your own files: NumPy, IDX, CSV, UCR or UEA archive.")
        {
            name, files, test, fraction, seed, classes, targets, layout.ChannelsFirst, layout.Sequence, layout.Step, layout.Label,
            series.Window, series.Horizon, force,
        };
        command.SetAction(parse =>
        {
            string called = parse.GetRequiredValue(name);
            if (DatasetNameRules.Fault(called) is { } fault)
            {
                throw new UsageException($"'{called}' cannot name a data set: {fault}");
            }

            if (DatasetClass.Other(Path.Combine(services.Paths().Root, "datasets"), called) is { } other)
            {
                throw new UsageException($"'{called}' and the data set '{other}' would both be the class {NameRules.Identifier(called)}",
                    "choose a name that differs in letters or digits");
            }

            ImportOptions options = layout.Of(parse, parse.GetValue(targets));
            string[] given = parse.GetRequiredValue(files);
            string[] tests = parse.GetValue(test) ?? [];
            try
            {
                (string, bool)[] misplaced =
                [
                    ("--targets", parse.GetValue(targets)), ("--classes", parse.GetValue(classes) is not null),
                    ("--seed", parse.GetResult(seed) is { Implicit: false }), ("--channels-first", options.ChannelsFirst),
                    ("--sequence-column", options.SequenceColumn is not null),
                ];
                if (series.Of(parse, options.LabelColumn, misplaced) is { } windows)
                {
                    layout.CheckSeries(parse, [.. given, .. tests]);
                    AddSeries(services, given, tests, called, windows, options, parse.GetValue(fraction), parse.GetValue(force));
                    return ExitCode.Success;
                }

                layout.Check(parse, given, tests);
                IReadOnlyList<RawPart> parts = SequenceFormats.Read(given, options);
                RawPart? tested = tests.Length > 0 ? SequenceFormats.ReadTest(tests, options) : null;
                string[]? names = parse.GetValue(classes)?.Split(',', StringSplitOptions.TrimEntries);
                DatasetImport import = DatasetImport.Of(called, parts, tested, names, parse.GetValue(fraction), parse.GetValue(seed));
                Write(services, import, parse.GetValue(force));
                return ExitCode.Success;
            }
            catch (ImportException error)
            {
                throw new CommandException(error.Message);
            }
        });
        return new DocumentedCommand(command, """
            Labels are whole numbers without a gap, or words; with --targets they are
            numbers to predict, one or several per sequence. All sequences have one length.
            --window makes windows of one long series, a .npy file or a CSV with a row per
            step; the values to predict are those that follow the window, all columns or
            those that --label-column names. The last windows in time are the test part.
            Values become float32, bytes stay bytes (read as value / 255). Values that are
            not finite are refused. Pickled objects are never read. The manifest goes into
            datasets/, the data into data/ (or the folder of $MNIST_LSTM_DATA).
            Exit codes: 0 added, 1 a file cannot be read as data, 2 usage.

            Examples:
              dotnet run -- data add har X.npy y.npy --test X_test.npy y_test.npy
              dotnet run -- data add har har.npz --classes walking,upstairs,sitting
              dotnet run -- data add gun GunPoint_TRAIN.tsv --test GunPoint_TEST.tsv
              dotnet run -- data add motion motion.csv --test-fraction 0.2 --seed 1
              dotnet run -- data add wear X.npy hours.npy --targets --test-fraction 0.2
              dotnet run -- data add load load.csv --window 48 --test-fraction 0.2

            Next: dataset: <name> in a spec; dotnet run -- data show <name>

            """);
    }

    private static void AddSeries(CommandServices services, string[] files, string[] test, string name, SeriesWindows windows, ImportOptions options,
        double? fraction, bool force)
    {
        LongSeries trained = SeriesOptions.Read(files, options.StepColumn);
        LongSeries? tested = test.Length == 0 ? null : SeriesOptions.Read(test, options.StepColumn);
        DatasetImport import = windows.Of(name, trained, tested, fraction);
        Write(services, import, force);
        if (tested is null)
        {
            services.Terminal.Data(string.Create(CultureInfo.InvariantCulture,
                $"Split in time: training sees no step from {windows.FirstTested(trained, import.Test.Count)} (of {trained.Length}, from 0) on."));
        }
    }

    private static void Write(CommandServices services, DatasetImport import, bool force)
    {
        DatasetDefinition set = import.Definition();
        string root = services.Paths().Root;
        DataPlaces places = services.DataPlaces(null);
        string folder = Path.Combine(places.GivenBy is null ? Path.Combine(root, "data") : places.Folders[0], set.Name);
        try
        {
            DatasetStore store = new(Path.Combine(root, set.Manifest!), folder, set, force);
            store.Write(import, DatasetStore.LockFile(services.Layout(null), set.Name), owner => Waiting(services, set.Name, owner), services.Cancellation);
        }
        catch (OutputFileException error)
        {
            throw new CommandException(error.Message + (error.IsThere ? "; --force replaces it" : ""));
        }
        catch (PartlyWrittenException error)
        {
            throw new CommandException($"{set.Name} was written in part: {error.Message}; clear what is in the way, and repeat the command with --force");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{set.Name} was not written{(force ? ", and what was there is as it was" : "")}: {error.Message.TrimEnd('.')}; "
                + "free space or correct the permissions");
        }

        services.Terminal.Data(import.Summary);
        string data = places.GivenBy is null ? $"data/{set.Name}/ (ignored by git)" : folder;
        services.Terminal.Data($"Wrote {set.Manifest} (commit it) and {data}.");
        foreach (string note in import.Notes)
        {
            services.Terminal.Note("note: " + note);
        }
    }

    private static void Waiting(CommandServices services, string name, RunOwner? owner) => services.Terminal.Note(
        $"waiting for {(owner is null ? "another process" : owner.ToString())}, which is writing the data set {name}; Ctrl-C ends the waiting");

    private static double? ParseFraction(System.CommandLine.Parsing.ArgumentResult result)
    {
        string word = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (double.TryParse(word, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out double value)
            && value is > 0 and < 1)
        {
            return value;
        }

        result.AddError($"--test-fraction expects a number above 0 and below 1, got '{word}'");
        return null;
    }
}
