namespace MnistLstm.Runner.Reports.Tables;

/// <summary>What a comparison shows.</summary>
internal sealed record ComparisonView
{
    /// <summary>The row the others are measured against; null for no such column.</summary>
    public ResultRow? Baseline { get; init; }

    /// <summary>Show columns without differences too.</summary>
    public bool All { get; init; }

    /// <summary>The columns beside those that tell a family's rows apart; null for those that differ.</summary>
    public IReadOnlyList<RowField>? Columns { get; init; }

    /// <summary>The order; null for the best first.</summary>
    public RowOrder? Order { get; init; }

    /// <summary>Show the first rows only, and the baseline; null for all.</summary>
    public int? Top { get; init; }

    /// <summary>True where a run has a row for each of its stored results, not for the one of its spec as it is now alone.</summary>
    public bool History { get; init; }

    /// <summary>The rows in the order they are shown.</summary>
    public IReadOnlyList<ResultRow> Arrange(IReadOnlyList<ResultRow> rows)
    {
        IReadOnlyList<ResultRow> sorted = Order is null ? ResultTables.BestFirst(rows) : Order.Sort(rows);

        // What the others are measured against is shown in any case.
        return Top is { } count ? [.. sorted.Where((row, i) => i < count || ReferenceEquals(row, Baseline))] : sorted;
    }
}
