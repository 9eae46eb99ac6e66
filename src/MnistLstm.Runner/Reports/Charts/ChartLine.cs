namespace MnistLstm.Runner.Reports.Charts;

/// <summary>How a line of a chart is drawn.</summary>
internal enum ChartStroke
{
    /// <summary>A line.</summary>
    Line,

    /// <summary>Dots; a line over them hides them.</summary>
    Dots,

    /// <summary>The space between a low and a high line.</summary>
    Band,
}

/// <summary>One line of a chart.</summary>
/// <param name="Label">What the legend says of it.</param>
/// <param name="Stroke">How it is drawn.</param>
/// <param name="Values">Its value in each epoch, from the first; null where there is none.</param>
/// <param name="Upper">For a band: its upper edge, <paramref name="Values"/> being the lower.</param>
internal sealed record ChartLine(string Label, ChartStroke Stroke, IReadOnlyList<double?> Values, IReadOnlyList<double?>? Upper = null)
{
    /// <summary>All values there are.</summary>
    public IEnumerable<double> Known => Values.Concat(Upper ?? []).OfType<double>();

    /// <summary>The value at a place between two epochs, 0 being the first, on the straight line between those beside it; null outside.</summary>
    public static double? At(IReadOnlyList<double?> values, double place)
    {
        int before = (int)place;
        double part = place - before;
        if (before >= values.Count || values[before] is not { } low)
        {
            return null;
        }

        return part == 0 ? low : before + 1 < values.Count && values[before + 1] is { } high ? low + (part * (high - low)) : null;
    }
}
