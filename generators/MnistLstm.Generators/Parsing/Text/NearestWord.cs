using System;
using System.Collections.Generic;

namespace MnistLstm.Generators.Parsing.Text;

/// <summary>Finds the word somebody meant.</summary>
internal static class NearestWord
{
    // Longer texts are no typing slips, and the distance costs the product of the lengths.
    private const int LongestWord = 40;

    /// <summary>The nearest of the words, the first of equals; null when none is near: more than a third of the letters (at least one) differ.</summary>
    public static string? Find(string written, IEnumerable<string> words)
    {
        if (written.Length is 0 or > LongestWord)
        {
            return null;
        }

        string? best = null;
        string plain = written.ToLowerInvariant().Replace('-', '_');
        int bestDistance = Math.Max(1, written.Length / 3) + 1;
        foreach (string word in words)
        {
            // The difference of the lengths is the least that two words differ by.
            int distance = Math.Abs(plain.Length - word.Length) >= bestDistance ? bestDistance : Distance(plain, word.Replace('-', '_'));
            if (distance < bestDistance)
            {
                (best, bestDistance) = (word, distance);
            }
        }

        return best;
    }

    /// <summary>How the find ends a message: <c>; did you mean 'x'?</c>, or nothing.</summary>
    public static string Hint(string? word) => word is null ? "" : $"; did you mean '{word}'?";

    // Optimal string alignment: insertions, deletions, replacements, swaps of neighbours.
    private static int Distance(string a, string b)
    {
        int[] before = new int[b.Length + 1];
        int[] previous = new int[b.Length + 1];
        int[] current = new int[b.Length + 1];
        for (int j = 0; j <= b.Length; j++)
        {
            previous[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            current[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int cost = a[i - 1] == b[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[b.Length];
    }
}
