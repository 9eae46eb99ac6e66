using System.Globalization;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Sweeps;

/// <summary>One of so many parts of a sweep, for machines that know nothing of each other: each part trains runs of its own, of about the same cost.</summary>
/// <param name="Index">Which part, from 1.</param>
/// <param name="Count">How many there are.</param>
internal sealed record SweepShard(int Index, int Count)
{
    /// <summary>Reads <c>2/5</c>; null when it says no part.</summary>
    public static SweepShard? Parse(string text) =>
        text.Split('/') is [string index, string count] && Number(index) is { } part && Number(count) is { } parts && part <= parts
            ? new SweepShard(part, parts) : null;

    /// <summary>The part's runs. The same list gives the same parts, whatever is stored already.</summary>
    public IReadOnlyList<SelectedRun> Of(IReadOnlyList<SelectedRun> selected) =>
        [.. SweepOrder.Of(selected, jobs: Count + 1).Where((_, place) => place % Count == Index - 1)];

    /// <summary><c>2/5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number is >= 1 and <= 1_000_000 ? number : null;
}
