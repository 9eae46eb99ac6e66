using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;

namespace MnistLstm.Generators.Parsing;

/// <summary>Expands a family: the matrix without what is excluded, then the cases; where neither is given, the spec itself.</summary>
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
            .OrderByDescending(key => key == KeyTable.Matrix).ThenByDescending(key => key == KeyTable.Cases).First();
        long product = 1;
        foreach (MatrixKey column in family.Matrix)
        {
            product = System.Math.Min(product * column.Values.Count, long.MaxValue / MostCombinations);
        }

        if (product > MostCombinations)
        {
            return TooMany(cause, product, "combinations", MostCombinations);
        }

        List<Combination> combinations = [.. FromMatrix((int)product), .. family.Cases.Select(FromCase)];
        if (combinations.Count == 0 && family.Matrix.Count > 0)
        {
            diagnostics.Report(DiagnosticDescriptors.NothingLeft, mapping.KeySpan(KeyTable.Exclude), Text(product));
            return null;
        }

        if (combinations.Count == 0)
        {
            combinations.Add(new Combination([], common, mapping.KeySpan(KeyTable.Seeds), IsCase: false));
        }

        long runs = (long)combinations.Count * System.Math.Max(1, family.Seeds.Count);
        return runs > MostRuns ? TooMany(cause, runs, "runs", MostRuns) : combinations;
    }

    private IEnumerable<Combination> FromMatrix(int product)
    {
        if (family.Matrix.Count == 0)
        {
            yield break;
        }

        TextSpan span = mapping.KeySpan(KeyTable.Matrix);
        for (int number = 0; number < product; number++)
        {
            KeyValue[] own = new KeyValue[family.Matrix.Count];
            int rest = number;
            for (int column = own.Length - 1; column >= 0; column--)
            {
                IReadOnlyList<KeyValue> values = family.Matrix[column].Values;
                own[column] = values[rest % values.Count];
                rest /= values.Count;
            }

            if (!family.Excluded.Any(excluded => excluded.All(value => own.Any(item => item.Key == value.Key && item.Canonical == value.Canonical))))
            {
                yield return new Combination(own, common.With(own), span, IsCase: false);
            }
        }
    }

    private Combination FromCase(FamilyCase item) => new(item.Values, common.With(item.Values), item.Span, IsCase: true);

    private IReadOnlyList<Combination>? TooMany(SpecKey cause, long count, string what, int most)
    {
        string shown = (count >= long.MaxValue / MostCombinations ? "more than " : "") + Text(count);
        diagnostics.Report(DiagnosticDescriptors.TooManyRuns, mapping.KeySpan(cause), shown, what, Text(most));
        return null;
    }

    private static string Text(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
