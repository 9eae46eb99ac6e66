using System.CommandLine;
using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary>The options of <c>data add</c> that say how files are laid out: a CSV's columns, an array's axes.</summary>
internal sealed class LayoutOptions
{
    /// <summary><c>--sequence-column</c>.</summary>
    public Option<string?> Sequence { get; } = Column("--sequence-column", "sequence", "CSV: the column that says which sequence a row belongs to");

    /// <summary><c>--step-column</c>.</summary>
    public Option<string?> Step { get; } = Column("--step-column", "step", "CSV: the column that numbers or dates the steps, if there is one");

    /// <summary><c>--label-column</c>.</summary>
    public Option<string?> Label { get; } =
        Column("--label-column", "label", "CSV: the column of the label; with --targets also several, separated by commas");

    /// <summary><c>--channels-first</c>.</summary>
    public Option<bool> ChannelsFirst { get; } =
        new("--channels-first") { Description = "Arrays are (N, features, steps), not (N, steps, features)" };

    /// <summary>What they say.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="targets">Whether labels are numbers to predict.</param>
    public ImportOptions Of(ParseResult parse, bool targets) =>
        new(parse.GetValue(ChannelsFirst), parse.GetValue(Sequence), parse.GetValue(Step), parse.GetValue(Label), targets);

    /// <summary>Refuses those that say something of no file that is given: they would be ignored.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="parts">The files of each part.</param>
    /// <exception cref="UsageException">There is one.</exception>
    /// <exception cref="ImportException">A file is not there, or files are of no format.</exception>
    public void Check(ParseResult parse, params IReadOnlyList<IReadOnlyList<string>> parts)
    {
        ISequenceFormat[] formats = [.. parts.Where(files => files.Count > 0).Select(SequenceFormats.Of)];
        string read = $"{string.Join(", ", parts[0])} {(parts[0].Count == 1 ? "is" : "are")} read as {formats[0].Files.Split(':')[0]}";
        if (!formats.Any(format => format is CsvFormat) && FirstOf(parse) is { } given)
        {
            string unnamed = parts[0][0].EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? ", for its first line names no columns" : "";
            throw new UsageException($"{given.Option} names {given.Purpose}, and {read}{unnamed}; leave it out");
        }

        if (parse.GetValue(ChannelsFirst) && !formats.Any(format => format is NpyFormat or NpzFormat))
        {
            throw new UsageException($"{ChannelsFirst.Name} says that the features of NumPy arrays stand before their steps, and {read}; leave it out");
        }
    }

    /// <summary>The same beside <c>--window</c>, where the columns of arrays have numbers for <c>--label-column</c>.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="files">The files of all parts.</param>
    /// <exception cref="UsageException">There is one.</exception>
    public void CheckSeries(ParseResult parse, IReadOnlyList<string> files)
    {
        if (parse.GetValue(Step) is not null && files.All(file => file.EndsWith(".npy", StringComparison.OrdinalIgnoreCase)))
        {
            throw new UsageException($"{Step.Name} names the column of a CSV that numbers or dates the steps, and {string.Join(", ", files)} "
                + $"{(files.Count == 1 ? "is" : "are")} read as NumPy; leave it out");
        }
    }

    private (string Option, string Purpose)? FirstOf(ParseResult parse) =>
        parse.GetValue(Sequence) is not null ? (Sequence.Name, "the column of a CSV that says which sequence a row belongs to")
        : parse.GetValue(Step) is not null ? (Step.Name, "the column of a CSV that numbers or dates the steps")
        : parse.GetValue(Label) is not null ? (Label.Name, "the column of a CSV that has the label")
        : null;

    private static Option<string?> Column(string option, string usual,
        string description) => new(option) { Description = $"{description} (default: {usual})", HelpName = "column" };
}
