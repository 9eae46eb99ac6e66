using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>doctor</c>: whether this machine, build and checkout are fit to reproduce results.</summary>
internal static class DoctorCommand
{
    public static DocumentedCommand Create(CommandServices services)
    {
        Command command = new("doctor", "Check the machine, the engine, the specs, the snapshots and the data.");
        command.SetAction(_ => Examine(services));
        return new DocumentedCommand(command, """
            The engine trains two small networks whose bits are fixed by its version; a
            machine or build that gives other bits cannot reproduce any result.
            Exit codes: 0 fine, 1 something is wrong; missing data is mentioned only.

            Example:
              dotnet run -- doctor

            """);
    }

    private static int Examine(CommandServices services)
    {
        Terminal terminal = services.Terminal;
        Machine machine = Machine.Here();
        terminal.DataWrapped($"machine    {machine.Processor ?? machine.Architecture}, {machine.Processors} processors, "
            + $"{services.Exact.Hardware}, {machine.Runtime}");
        bool fit = Line(terminal, $"engine     {services.EngineVersion}, self-test", () => services.Exact.Fault(Environment.ProcessorCount));
        if (services.FindEngine(RunEngines.TorchSharp, null) is { } torch)
        {
            fit &= Line(terminal, $"engine     {torch.Version}", () => torch.Fault(torch.DefaultThreads));
        }

        IReadOnlyList<RunSpec> runs = services.Catalog();
        fit &= Line(terminal, $"specs      {runs.Count} runs built in", () => Lines(
            runs.DistinctBy(run => run.SpecPath).Select(services.StaleSpec).OfType<string>()
                .Concat(services.AllNotBuiltIn().Select(path => $"{path} is there and not built in"))));
        if (services.NotBuiltIn.Count == 0)
        {
            fit &= Line(terminal, "snapshots  each belongs to a run", () => Lines(services.Orphans(null).Select(orphan => orphan.ToString())));
        }
        else
        {
            terminal.DataWrapped("snapshots  not looked at: specs that are not built in may own any of them");
        }

        IReadOnlyList<DatasetStatus> sets = [];
        string? unlisted = Fault(() =>
        {
            sets = [.. services.Datasets().Select(set => DatasetInventory.Describe(set, services.DataPlaces(null)))];
            return null;
        });
        fit &= unlisted is null || Line(terminal, "data", () => unlisted);
        foreach (DatasetStatus set in sets)
        {
            PrintData(terminal, set);
        }

        return fit ? ExitCode.Success : ExitCode.Failed;
    }

    // A remedy may hold a command that is copied, so it is not parted; where it does not fit it has a line of its own.
    private static void PrintData(Terminal terminal, DatasetStatus set)
    {
        string row = $"data       {set.Dataset.Name} ";
        if (set.Dataset.IsEmbedded || set.Location.IsFound)
        {
            terminal.DataWrapped(row + (set.Dataset.IsEmbedded ? "built in" : "found"));
            return;
        }

        string remedy = set.Dataset.Manifest is null ? $"dotnet run -- data fetch {set.Dataset.Name}" : set.Location.Remedy;
        if (terminal.OutputWidth is { } width && $"{row}missing: {remedy}".Length > width)
        {
            terminal.DataWrapped(row + "missing:");
            terminal.Data("  ", remedy);
        }
        else
        {
            terminal.Data($"{row}missing: {remedy}");
        }
    }

    private static string? Lines(IEnumerable<string> faults)
    {
        string[] all = [.. faults];
        return all.Length == 0 ? null : string.Join("\n           ", all);
    }

    /// <summary>What a check finds. One that cannot be made is a fault of its row, and the rows after it are made all the same.</summary>
    private static string? Fault(Func<string?> check)
    {
        try
        {
            return check();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return $"{error.GetType().Name}: {error.Message.ReplaceLineEndings(" ")}";
        }
    }

    private static bool Line(Terminal terminal, string what, Func<string?> check)
    {
        string? fault = Fault(check);
        terminal.DataWrapped(what + "  ", fault is null ? new TextPiece("ok", Tone.Good) : new TextPiece("FAULT", Tone.Bad));
        if (fault is not null)
        {
            terminal.Data("           " + fault);
        }

        return fault is null;
    }
}
