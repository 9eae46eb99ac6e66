using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Values;

namespace MnistLstm.Generators.Parsing.Families;

/// <summary>What a spec's <c>search</c> says.</summary>
/// <param name="Samples">The number of runs, but for seeds.</param>
/// <param name="SamplesSpan">Where it stands.</param>
/// <param name="Seed">The seed of the draws, in canonical text.</param>
/// <param name="Keys">The varied keys in file order.</param>
internal sealed record Search(int Samples, TextSpan SamplesSpan, string Seed, IReadOnlyList<SearchKey> Keys)
{
    /// <summary>The runs' own values, each combination once; null when there are too few, which is reported.</summary>
    public IReadOnlyList<IReadOnlyList<KeyValue>>? Draw(DiagnosticBag diagnostics)
    {
        List<IReadOnlyList<KeyValue>> found = [];
        HashSet<string> known = [];
        int most = (20 * Samples) + 1000;
        for (int draw = 0; draw < most && found.Count < Samples; draw++)
        {
            KeyValue[] values = Keys.Select(key => key.Draw(Fraction(key.Key, draw))).ToArray();
            if (known.Add(string.Join(" ", values.Select(value => value.Canonical))))
            {
                found.Add(values);
            }
        }

        if (found.Count == Samples)
        {
            return found;
        }

        diagnostics.Report(DiagnosticDescriptors.TooFewDifferent, SamplesSpan, Text(Samples), Text(found.Count), FamilyExpansion.Text(most));
        return null;
    }

    // Each key has draws of its own, so that another key beside it, or more samples, change none of those there were.
    private ulong Fraction(SpecKey key, int draw)
    {
        string digits = Sha256.Of($"{Seed}/{key.Name}/{Text(draw)}").Substring(0, 16);
        return ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

/// <summary>A key of a search.</summary>
/// <param name="Key">The key.</param>
/// <param name="Distribution">What its values are drawn from.</param>
/// <param name="Values">The values that are chosen among; of numbers the least and the greatest.</param>
internal sealed record SearchKey(SpecKey Key, Distribution Distribution, IReadOnlyList<KeyValue> Values)
{
    /// <summary>The value of a draw.</summary>
    /// <param name="fraction">u · 2^64.</param>
    public KeyValue Draw(ulong fraction)
    {
        string drawn = Distribution.Of(fraction);
        if (Distribution is Choice)
        {
            return Values[int.Parse(drawn, NumberStyles.None, CultureInfo.InvariantCulture)];
        }

        string canonical = Key.Kind == ValueKind.Float ? NumberText.Canonical(NumberText.ToDouble(drawn)) : drawn;
        return Values[0] with { Canonical = canonical, Digits = canonical };
    }
}
