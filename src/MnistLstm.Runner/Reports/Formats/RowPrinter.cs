using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Reports.Formats;

/// <summary>Prints runs on standard output in the wanted format.</summary>
/// <param name="terminal">Where to.</param>
/// <param name="format">How.</param>
internal sealed class RowPrinter(Terminal terminal, OutputFormat format)
{
    /// <summary>Prints the rows; a table that had to leave columns out says so on standard error.</summary>
    /// <param name="rows">The runs; JSON and CSV keep this order.</param>
    /// <param name="table">The table for people, made only when wanted.</param>
    public void Print(IReadOnlyList<RunFigures> rows, Func<TextTable> table)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Output.Write(RunJson.Write(rows));
                break;
            case OutputFormat.Csv:
                terminal.Output.Write(RunCsv.Write(rows));
                break;
            case OutputFormat.Md:
                terminal.Output.Write(table().ToMarkdown());
                break;
            default:
                terminal.NoteDropped(table().Print(terminal));
                break;
        }

        terminal.Output.Flush();
    }
}
