using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Reports.Progress;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>data list|add|fetch|verify</c>: where the data sets are, and whether they are good.</summary>
internal static class DataCommand
{
    public static IReadOnlyList<DocumentedCommand> Create(CommandServices services)
    {
        DocumentedCommand list = List(services);
        DocumentedCommand add = DataAddCommand.Create(services);
        DocumentedCommand show = DataShowCommand.Create(services);
        DocumentedCommand fetch = Fetch(services);
        DocumentedCommand verify = Verify(services);
        Command command = new("data", "List, add, show, fetch or verify data sets.") { list.Command, add.Command, show.Command, fetch.Command, verify.Command };
        const string Examples = """
            Examples:
              dotnet run -- data list
              dotnet run -- data add har X.npy y.npy --test-fraction 0.2
              dotnet run -- data show mnist-10k
              dotnet run -- data fetch mnist
              dotnet run -- data verify

            """;
        return [new DocumentedCommand(command, Examples), list, add, show, fetch, verify];
    }

    private static DocumentedCommand List(CommandServices services)
    {
        Option<string?> data = CommonOptions.Data();
        Command command = new("list", "Where each data set is, and its size; no content is read.") { data };
        command.SetAction(parse => DataReport.List(services.Terminal,
            [.. services.Datasets().Select(set => DatasetInventory.Describe(set, services.DataPlaces(parse.GetValue(data))))]));
        return new DocumentedCommand(command, "Example:\n  dotnet run -- data list\n\nNext: dotnet run -- data verify checks the content\n\n");
    }

    private static DocumentedCommand Verify(CommandServices services)
    {
        Argument<string[]> names = Names("Data sets (default: those that are found)");
        Option<string?> data = CommonOptions.Data();
        Command command = new("verify", "Read every file of the data sets and check its content.") { names, data };
        command.SetAction(parse =>
        {
            IReadOnlyList<DatasetDefinition> named = Resolve(services, parse.GetValue(names) ?? []);
            DataPlaces places = services.DataPlaces(parse.GetValue(data));
            IEnumerable<DatasetDefinition> wanted = named.Count > 0 ? named : services.Datasets().Where(set => DatasetLocator.Locate(set, places).IsFound);
            bool good = true;
            foreach (DatasetDefinition set in wanted)
            {
                DatasetStatus status = DatasetInventory.Verify(set, places, services.Cancellation);
                DataReport.Verified(services.Terminal, status);
                good &= status.IsVerified;
            }

            return good ? ExitCode.Success : ExitCode.DataUnavailable;
        });
        return new DocumentedCommand(command, "Exit codes: 0 all good, 4 a file is missing or damaged.\n\nExample:\n  dotnet run -- data verify mnist\n\n");
    }

    private static DocumentedCommand Fetch(CommandServices services)
    {
        Argument<string[]> names = Names("Data sets (default: mnist)");
        Command command = new("fetch", "Download data sets into the user's cache folder; good files that are there are kept.") { names };
        command.SetAction(parse =>
        {
            IReadOnlyList<DatasetDefinition> named = Resolve(services, parse.GetValue(names) ?? []);
            DataPlaces places = services.DataPlaces(null);
            int exitCode = ExitCode.Success;
            foreach (DatasetDefinition set in named.Count > 0 ? named : [DatasetCatalog.Mnist])
            {
                exitCode = Math.Max(exitCode, FetchOne(services, set, places));
            }

            return exitCode;
        });
        return new DocumentedCommand(command, """
            run and sweep download missing data by themselves, unless --data or
            $MNIST_LSTM_DATA names a folder.
            Exit codes: 0 downloaded or there already, 4 the download failed.

            Examples:
              dotnet run -- data fetch
              dotnet run -- data fetch fashion-mnist

            Next: dotnet run -- sweep experiments/

            """);
    }

    private static int FetchOne(CommandServices services, DatasetDefinition set, DataPlaces places)
    {
        if (set.IsEmbedded)
        {
            services.Terminal.Note($"{set.Name} is part of the program: nothing to fetch");
            return ExitCode.Success;
        }

        if (set.Manifest is { } manifest)
        {
            services.Terminal.Note($"{set.Name} is described by {manifest}, which names no place to fetch it from");
            return DatasetLocator.Locate(set, places).IsFound ? ExitCode.Success : ExitCode.DataUnavailable;
        }

        if (places.CacheFolder is not { } cache)
        {
            throw new UsageException("there is no folder to download into", "set XDG_CACHE_HOME to an absolute path, or bring the files to data/" + set.Name);
        }

        try
        {
            string folder = Watched();
            services.Terminal.Note($"{set.Name} is in {folder}, content checked");
            return ExitCode.Success;
        }
        catch (DataException error)
        {
            services.Terminal.Note(error.Message);
            return ExitCode.DataUnavailable;
        }

        string Watched()
        {
            if (services.Terminal.Live is not { } live)
            {
                return Bring(text => services.Terminal.Note(text), _ => { });
            }

            try
            {
                return Bring(live.Note, text => live.Show(new LiveLines.Line(text)));
            }
            finally
            {
                live.Clear();
            }
        }

        string Bring(Action<string> note, Action<string> status) =>
            services.FetchData(set, cache, new FetchReporter(note, status).Report, services.Cancellation);
    }

    private static Argument<string[]> Names(string description) => CommonOptions.Words("name", description, ArgumentArity.ZeroOrMore);

    private static IReadOnlyList<DatasetDefinition> Resolve(CommandServices services,
        IReadOnlyList<string> names) => [.. names.Distinct().Select(services.Dataset)];
}
