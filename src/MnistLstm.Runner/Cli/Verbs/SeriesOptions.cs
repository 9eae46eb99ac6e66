using System.CommandLine;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary>The options of <c>data add</c> that make windows of one long series.</summary>
internal sealed class SeriesOptions
{
    private const int Most = 1_000_000;
    private const int MostAhead = 10_000;

    /// <summary><c>--window</c>.</summary>
    public Option<int?> Window { get; } = CommonOptions.Count("--window", "Cut one long series into windows of N steps", Most);

    /// <summary><c>--horizon</c>.</summary>
    public Option<int?> Horizon { get; } = CommonOptions.Count("--horizon", "Predict the N steps that follow a window (default: 1)", MostAhead);

    /// <summary>The windows that are asked for; null where none are.</summary>
    /// <exception cref="UsageException">Other options make no sense beside them.</exception>
    public SeriesWindows? Of(ParseResult parse, string? targets, IReadOnlyList<(string Option, bool IsGiven)> others)
    {
        int? horizon = parse.GetValue(Horizon);
        if (parse.GetValue(Window) is not { } window)
        {
            return horizon is null ? null : throw new UsageException("--horizon needs --window, the steps of a window");
        }

        foreach ((string option, _) in others.Where(other => other.IsGiven))
        {
            throw new UsageException($"{option} cannot be combined with --window, which makes windows of one long series and splits them in time");
        }

        return new SeriesWindows(window, horizon ?? 1, targets?.Split(',', StringSplitOptions.TrimEntries));
    }

    /// <summary>The only file of a series.</summary>
    /// <exception cref="UsageException">There are several.</exception>
    public static LongSeries Read(IReadOnlyList<string> files, string? stepColumn) => files.Count == 1
        ? LongSeries.Read(files[0], stepColumn)
        : throw new UsageException($"with --window a part is one file, got {files.Count}: {string.Join(", ", files)}");
}
