namespace MnistLstm.Runner.Reports.Html;

/// <summary>A line of a chart over epochs.</summary>
/// <param name="Label">What it is: <c>test</c>, <c>published test</c>, a run's name.</param>
/// <param name="Style">Its class: <c>test</c>, <c>train</c>, <c>validation</c>, or <c>line-0</c> … <c>line-7</c>. Each has a colour and a dash pattern of
/// its own.</param>
/// <param name="Values">A value for each epoch, from the first; null where there is none.</param>
/// <param name="Published">True for figures of a page: they are marks on a thin line.</param>
internal sealed record CurveLine(string Label, string Style, IReadOnlyList<double?> Values, bool Published = false)
{
    /// <summary>Where several seeds are one line, the least of them.</summary>
    public IReadOnlyList<double?>? Low { get; init; }

    /// <summary>Where several seeds are one line, the greatest of them.</summary>
    public IReadOnlyList<double?>? High { get; init; }

    /// <summary>How many seeds the line is the mean of.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>All values there are.</summary>
    public IEnumerable<double> Known => Values.Concat(Low ?? []).Concat(High ?? []).OfType<double>();

    /// <summary>The epoch of the last value, from 1, and that value; null without any.</summary>
    public (int Epoch, double Value)? Last
    {
        get
        {
            int index = Values.Count - 1;
            while (index >= 0 && Values[index] is null)
            {
                index--;
            }

            return index < 0 ? null : (index + 1, Values[index]!.Value);
        }
    }
}
