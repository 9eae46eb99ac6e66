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
            The engine trains two small networks whose bits belong to its version; a machine
            or build that gives other bits cannot reproduce any result.
            Exit codes: 0 fit, 1 something is wrong; missing data is only mentioned.

            Example:
              dotnet run -- doctor

            """);
    }

    private static int Examine(CommandServices services)
    {
        Terminal terminal = services.Terminal;
        Machine machine = Machine.Here();
        terminal.Data($"machine    {machine.Processor ?? machine.Architecture}, {machine.Processors} processors, {services.Exact.Hardware}, {machine.Runtime}");
        bool fit = Line(terminal, $"engine     {services.EngineVersion}, self-test", services.Exact.Fault(Environment.ProcessorCount));
        if (services.FindEngine(RunEngines.TorchSharp, null) is { } torch)
        {
            fit &= Line(terminal, $"engine     {torch.Version}", torch.Fault(torch.DefaultThreads));
        }

        IReadOnlyList<RunSpec> runs = services.Catalog();
        string[] orphans = [.. services.Orphans(null).Select(orphan => orphan.ToString())];
        string[] stale =
        [
            .. runs.DistinctBy(run => run.SpecPath).Select(services.StaleSpec).OfType<string>(),
            .. services.NotBuiltIn.Select(path => $"{path} is there and not built in"),
        ];
        fit &= Line(terminal, $"specs      {runs.Count} runs built in", stale.Length == 0 ? null : string.Join("\n           ", stale));
        if (services.NotBuiltIn.Count == 0)
        {
            fit &= Line(terminal, "snapshots  each belongs to a run", orphans.Length == 0 ? null : string.Join("\n           ", orphans));
        }
        else
        {
            terminal.Data("snapshots  not looked at: specs that are not built in may own any of them");
        }

        foreach (DatasetStatus set in DatasetInventory.List(services.DataPlaces(null)))
        {
            string where = set.Dataset.IsEmbedded ? "built in" : set.Location.IsFound ? "found" : $"missing: dotnet run -- data fetch {set.Dataset.Name}";
            terminal.Data($"data       {set.Dataset.Name} {where}");
        }

        return fit ? ExitCode.Success : ExitCode.Failed;
    }

    private static bool Line(Terminal terminal, string what, string? fault)
    {
        terminal.Data(what + "  ", fault is null ? new TextPiece("ok", Tone.Good) : new TextPiece("FAULT", Tone.Bad));
        if (fault is not null)
        {
            terminal.Data("           " + fault);
        }

        return fault is null;
    }
}
