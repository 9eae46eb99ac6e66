using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>The order of <c>--sort</c>: a field's, the best accuracy first or the least value of anything else, unless <c>:asc</c> or <c>:desc</c> says
/// so.</summary>
/// <param name="Field">What is sorted by.</param>
/// <param name="Descending">The greatest first.</param>
internal sealed record RowOrder(RowField Field, bool Descending)
{
    private const string Option = "--sort";

    /// <summary>Reads an order: <c>learning_rate</c>, <c>train_seconds:desc</c>.</summary>
    /// <exception cref="UsageException">It is none, or of an unknown key.</exception>
    public static RowOrder Parse(string text, IReadOnlyList<RunFigures> runs)
    {
        string[] parts = text.Split(':');
        RowField field = RowField.Find(parts[0], Option, runs);
        return parts switch
        {
            [_] => new RowOrder(field, field.Descending),
            [_, "asc"] => new RowOrder(field, false),
            [_, "desc"] => new RowOrder(field, true),
            _ => throw new UsageException($"{Option} expects a key, or key:asc or key:desc, got '{text}'"),
        };
    }

    /// <summary>The rows in this order, those without a value last, equal ones the best first.</summary>
    public IReadOnlyList<ResultRow> Sort(IReadOnlyList<ResultRow> rows)
    {
        IOrderedEnumerable<ResultRow> known = ResultTables.BestFirst(rows).OrderBy(row => Field.Number(row) is null && Field.Value(row.Runs[0]) is null);
        return Descending
            ? [.. known.ThenByDescending(Field.Number).ThenByDescending(row => Field.Value(row.Runs[0]) is { } text && Field.Number(row) is null ? text : "",
                StringComparer.Ordinal)]
            : [.. known.ThenBy(Field.Number).ThenBy(row => Field.Value(row.Runs[0]) is { } text && Field.Number(row) is null ? text : "",
                StringComparer.Ordinal)];
    }
}
