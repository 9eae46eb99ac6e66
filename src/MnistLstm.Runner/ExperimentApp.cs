using MnistLstm.Runner.Cli;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner;

/// <summary>The command line over a program's experiments.</summary>
public static class ExperimentApp
{
    /// <summary>Runs a command line and returns the exit code: 0 fine, 1 a run failed, 2 usage, 3 a snapshot differs, 4 no data, 130 interrupted.</summary>
    /// <param name="arguments">The words behind the program's name.</param>
    /// <param name="catalog">Gives the runs that were built in: <c>() => ExperimentCatalog.Runs</c>. Asked for only by commands that need them.</param>
    /// <param name="torchSharp">Makes the second engine for a number of threads; null in a program without it.</param>
    /// <param name="datasets">Gives the data sets of manifests: <c>() => ExperimentCatalog.Datasets</c>; null for none.</param>
    public static int Run(
        IReadOnlyList<string> arguments,
        Func<IReadOnlyList<RunSpec>> catalog,
        Func<int, RunEngine>? torchSharp = null,
        Func<IReadOnlyList<DatasetDefinition>>? datasets = null) =>
        // A method of its own, so that no library of the rest is looked for first.
        OpenFileLimit.IsTooLow() ? ExitCode.Failed : Start(arguments, catalog, torchSharp, datasets);

    private static int Start(IReadOnlyList<string> arguments, Func<IReadOnlyList<RunSpec>> catalog, Func<int, RunEngine>? torchSharp,
        Func<IReadOnlyList<DatasetDefinition>>? datasets)
    {
        StandardStreams.FillGaps();
        Terminal terminal = Terminal.OfProcess();
        using Interruption interruption = new(terminal);
        return CommandLine.Run(arguments,
            ProcessServices.Create(terminal, catalog, () => [.. DatasetCatalog.All, .. datasets?.Invoke() ?? []], new RunEngines(torchSharp), interruption));
    }
}
