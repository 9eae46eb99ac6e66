using MnistLstm.Runner.Bench;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Bench;

/// <summary>Prints what bench measured on standard output in the wanted format.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="format">How.</param>
/// <param name="engine">The engine's version: <c>exact/1</c>.</param>
internal sealed class BenchPrinter(Terminal terminal, OutputFormat format, string engine)
{
    /// <summary>Shapes.</summary>
    public void Print(BenchReport report)
    {
        Tables(report);
        if (BenchTables.Spoilt(report) is { } spoilt)
        {
            terminal.NoteSentence("warning: " + spoilt);
        }
    }

    private void Tables(BenchReport report) => Print(
        () => BenchJson.Write(report, engine),
        () => BenchCsv.Write(report, engine),
        BenchTables.Heading(report),
        () => report.Peer is { } peer ? [BenchTables.Steps(report), BenchTables.Phases(report), BenchTables.Beside(report, peer)]
            : [BenchTables.Steps(report), BenchTables.Phases(report)]);

    /// <summary>Whole epochs.</summary>
    public void Print(Machine machine, IReadOnlyList<EpochFigures> epochs, IBenchPeer? peer) => Print(
        () => BenchJson.Write(machine, epochs, engine, peer),
        () => BenchCsv.Write(epochs),
        peer is null ? [BenchTables.Heading(machine)] : [BenchTables.Heading(machine), BenchTables.Peer(peer.Engine, peer.Library)],
        () => [BenchTables.Epochs(epochs)]);

    private void Print(Func<string> json, Func<string> csv, IReadOnlyList<string> heading, Func<IReadOnlyList<TextTable>> tables)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Output.Write(json());
                break;
            case OutputFormat.Csv:
                terminal.Output.Write(csv());
                break;
            case OutputFormat.Md:
                terminal.Output.Write(string.Join("  \n", heading) + "\n");
                foreach (TextTable table in tables())
                {
                    terminal.Output.Write("\n" + table.ToMarkdown());
                }

                break;
            default:
                foreach (string line in heading)
                {
                    terminal.DataWrapped(new TextPiece(line, Tone.Dim));
                }

                foreach (TextTable table in tables())
                {
                    terminal.Data();
                    terminal.NoteDropped(table.Print(terminal));
                }

                break;
        }

        terminal.Output.Flush();
    }
}
