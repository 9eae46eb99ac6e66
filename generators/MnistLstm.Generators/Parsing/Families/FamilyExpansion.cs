using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Values;

namespace MnistLstm.Generators.Parsing.Families;

/// <summary>Expands a family: the matrix without what is excluded, or what the search draws, then the cases; where neither is given, the spec itself.</summary>
/// <param name="mapping">The spec.</param>
/// <param name="family">What it says of its runs' differences.</param>
/// <param name="common">The values that runs have where they have none of their own.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class FamilyExpansion(MappingReader mapping, Family family, RunValues common, DiagnosticBag diagnostics)
{
    /// <summary>The most runs a spec may have.</summary>
    public const int MostRuns = 10_000;

    /// <summary>The most combinations a matrix may have, whatever is excluded: each is looked at.</summary>
    public const int MostCombinations = 100_000;

    /// <summary>The combinations in order, each to be run with every seed; null when there are none or too many, which is reported.</summary>
    public IReadOnlyList<Combination>? Expand()
    {
        SpecKey cause = KeyTable.Family.Where(key => key != KeyTable.Exclude && mapping[key] is not null)
            .OrderByDescending(key => key == KeyTable.Matrix || key == KeyTable.Search).ThenByDescending(key => key == KeyTable.Cases).First();
        long product = 1;
        foreach (MatrixKey column in family.Matrix)
        {
            product = System.Math.Min(product * column.Values.Count, long.MaxValue / MostCombinations);
        }

        if (product > MostCombinations)
        {
            return TooMany(cause, product, "combinations", MostCombinations);
        }

        bool[] excluded = Excluded((int)product);
        long count = family.Cases.Count + (family.Search?.Samples ?? 0) + (family.Matrix.Count == 0 ? 0 : excluded.Count(isExcluded => !isExcluded));
        if (count == 0 && family.Matrix.Count > 0)
        {
            diagnostics.Report(DiagnosticDescriptors.NothingLeft, mapping.KeySpan(KeyTable.Exclude), Text(product));
            return null;
        }

        long runs = System.Math.Max(1, count) * System.Math.Max(1, family.Seeds.Count);
        if (runs > MostRuns)
        {
            return TooMany(cause, runs, "runs", MostRuns);
        }

        IReadOnlyList<IReadOnlyList<KeyValue>>? drawn = family.Search is null ? [] : family.Search.Draw(diagnostics);
        return drawn is null ? null
            : count == 0
            ? [new Combination([], common, mapping.KeySpan(KeyTable.Seeds), IsCase: false)]
            : [.. FromMatrix(excluded), .. drawn.Select(FromSearch), .. family.Cases.Select(FromCase)];
    }

    /// <summary>A count with its thousands marked.</summary>
    public static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private IEnumerable<Combination> FromMatrix(bool[] isExcluded)
    {
        if (family.Matrix.Count == 0)
        {
            yield break;
        }

        TextSpan span = mapping.KeySpan(KeyTable.Matrix);
        for (int number = 0; number < isExcluded.Length; number++)
        {
            if (isExcluded[number])
            {
                continue;
            }

            KeyValue[] own = new KeyValue[family.Matrix.Count];
            int rest = number;
            for (int column = own.Length - 1; column >= 0; column--)
            {
                IReadOnlyList<KeyValue> values = family.Matrix[column].Values;
                own[column] = values[rest % values.Count];
                rest /= values.Count;
            }

            yield return new Combination(own, common.With(own), span, IsCase: false);
        }
    }

    /// <summary>
    /// For each combination by its number whether it is excluded. An item of <c>exclude</c> marks the combinations that have its values, rather
    /// than each of 100,000 combinations being held against each of as many items.
    /// </summary>
    private bool[] Excluded(int product)
    {
        bool[] isExcluded = new bool[product];
        Dictionary<string, int>[] places = family.Matrix
            .Select(column => Enumerable.Range(0, column.Values.Count).ToDictionary(i => column.Values[i].Canonical))
            .ToArray();
        HashSet<string> known = [];
        foreach (IReadOnlyList<KeyValue> item in family.Excluded)
        {
            int[] wanted = new int[places.Length];
            for (int column = 0; column < wanted.Length; column++)
            {
                wanted[column] = -1;
                foreach (KeyValue value in item)
                {
                    wanted[column] = value.Key == family.Matrix[column].Key ? places[column][value.Canonical] : wanted[column];
                }
            }

            if (known.Add(string.Join(",", wanted)))
            {
                Mark(isExcluded, wanted, column: 0, first: 0, count: product);
            }
        }

        return isExcluded;
    }

    // Within a column's value the combinations of all later columns lie side by side.
    private void Mark(bool[] isExcluded, int[] wanted, int column, int first, int count)
    {
        if (column == wanted.Length)
        {
            isExcluded[first] = true;
            return;
        }

        int within = count / family.Matrix[column].Values.Count;
        for (int value = 0; value < family.Matrix[column].Values.Count; value++)
        {
            if (wanted[column] < 0 || wanted[column] == value)
            {
                Mark(isExcluded, wanted, column + 1, first + (value * within), within);
            }
        }
    }

    private Combination FromSearch(IReadOnlyList<KeyValue> own) =>
        new(own, common.With(own), mapping.KeySpan(KeyTable.Search), IsCase: false);

    private Combination FromCase(FamilyCase item) => new(item.Values, common.With(item.Values), item.Span, IsCase: true);

    private IReadOnlyList<Combination>? TooMany(SpecKey cause, long count, string what, int most)
    {
        string shown = (count >= long.MaxValue / MostCombinations ? "more than " : "") + Text(count);
        diagnostics.Report(DiagnosticDescriptors.TooManyRuns, mapping.KeySpan(cause), shown, what, Text(most));
        return null;
    }
}
