using System.Globalization;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What the results commands print.</summary>
internal static class ResultsReport
{
    private static readonly string[] s_keys = ["run", "fingerprint", "status", "engine", "finished", "bytes", "standing", "why", "folder"];

    /// <summary>A row per result, and their sum on standard error.</summary>
    public static void List(Terminal terminal, IReadOnlyList<ResultFolder> results, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json:
                terminal.Output.Write(JsonText.Document(json =>
                {
                    json.WriteNumber("schema", 1);
                    json.WriteStartArray("results");
                    foreach (ResultFolder result in results)
                    {
                        json.WriteStartObject();
                        foreach ((string key, string? value) in s_keys.Zip(Values(result)))
                        {
                            if (key == "bytes")
                            {
                                json.WriteNumber(key, result.Bytes);
                            }
                            else
                            {
                                json.WriteString(key, value);
                            }
                        }

                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                }));
                break;
            case OutputFormat.Csv:
                terminal.Output.Write(
                    string.Concat(results.Select(result => CsvText.Record(Values(result).Select(value => value ?? ""))).Prepend(CsvText.Record(s_keys))));
                break;
            case OutputFormat.Md:
                terminal.Output.Write(Table(results).ToMarkdown());
                break;
            default:
                terminal.NoteDropped(Table(results).Print(terminal));
                break;
        }

        terminal.Output.Flush();
    }

    /// <summary>How much there is, and how much of it nothing needs.</summary>
    public static void Sum(Terminal terminal, IReadOnlyList<ResultFolder> results)
    {
        ResultFolder[] prunable = [.. results.Where(result => result.IsPrunable)];
        string needed = prunable.Length == 0 ? "all of them are needed"
            : $"{Figures.Count(prunable.Length)} of them, {Figures.Size(prunable.Sum(result => result.Bytes))}, are needed by nothing: "
                + "dotnet run -- results prune";
        terminal.Note($"{Many(results.Count)}, {Figures.Size(results.Sum(result => result.Bytes))}; {needed}");
    }

    /// <summary><c>1 result</c>, <c>12 results</c>.</summary>
    public static string Many(int count) => $"{Figures.Count(count)} {(count == 1 ? "result" : "results")}";

    private static TextTable Table(IReadOnlyList<ResultFolder> results) => new(
        [
            new("run", Whole: true), new("fingerprint", Importance: 2), new("status"), new("engine", Importance: 0), new("finished", Importance: 1),
            new("size", Right: true), new("needed"),
        ],
        [.. results.Select(Row)]);

    private static TableCell[] Row(ResultFolder result) =>
    [
        result.Run,
        result.Fingerprint,
        result.Status,
        result.Engine ?? "-",
        result.Finished?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "-",
        Figures.Size(result.Bytes),
        result.Standing switch
        {
            ResultStanding.Current => "by its spec",
            ResultStanding.Snapshot => "by its snapshot",
            ResultStanding.State => "by a longer run",
            ResultStanding.Unclear => new TableCell("perhaps", Tone.Notice),
            ResultStanding.Older => new TableCell("no, older", Tone.Dim),
            _ => new TableCell("no, spec gone", Tone.Dim),
        },
    ];

    private static string?[] Values(ResultFolder result) =>
    [
        result.Run, result.Fingerprint, result.Status, result.Engine, result.Finished?.ToString("O", CultureInfo.InvariantCulture),
        result.Bytes.ToString(CultureInfo.InvariantCulture), result.Standing.ToString().ToLowerInvariant(), result.Why, result.Folder,
    ];
}
