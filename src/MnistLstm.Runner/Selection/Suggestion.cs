namespace MnistLstm.Runner.Selection;

/// <summary>"Did you mean": the candidate nearest to a mistyped word.</summary>
internal static class Suggestion
{
    /// <summary>The nearest candidate by edits (insert, delete, replace, swap neighbours), or null when none is near enough to be meant.</summary>
    public static string? Nearest(string word, IEnumerable<string> candidates)
    {
        int limit = Math.Max(2, word.Length / 3);
        (string? best, int bestDistance) = (null, limit + 1);
        foreach (string candidate in candidates)
        {
            if (Math.Abs(candidate.Length - word.Length) >= bestDistance)
            {
                continue;
            }

            int distance = Distance(word.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (distance < bestDistance && distance < candidate.Length)
            {
                (best, bestDistance) = (candidate, distance);
            }
        }

        return best;
    }

    /// <summary>"; did you mean 'x'?", or nothing.</summary>
    public static string Phrase(string word, IEnumerable<string> candidates) =>
        Nearest(word, candidates) is { } near ? $"; did you mean '{near}'?" : "";

    /// <summary>As <see cref="Phrase"/>; of candidates that hold the word, or whose parts it abbreviates, all of them: <c>acc</c> can mean test_accuracy or
    /// train_accuracy.</summary>
    public static string Phrases(string word, IReadOnlyList<string> candidates)
    {
        if (Nearest(word, candidates) is { } near)
        {
            return $"; did you mean '{near}'?";
        }

        string[] parts = word.ToLowerInvariant().Split('_', '-');
        string[] meant = [.. candidates.Where(
            candidate => Array.TrueForAll(parts, part => part.Length > 1 && candidate.Split('_').Any(own => own.StartsWith(part, StringComparison.Ordinal))))];
        return meant.Length == 0 ? "" : $"; did you mean {string.Join(" or ", meant.Select(candidate => $"'{candidate}'"))}?";
    }

    /// <summary>Optimal string alignment distance: three rows of the usual table.</summary>
    private static int Distance(string a, string b)
    {
        int[] beforeLast = new int[b.Length + 1];
        int[] last = [.. Enumerable.Range(0, b.Length + 1)];
        int[] row = new int[b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                row[j] = Math.Min(replace, Math.Min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    row[j] = Math.Min(row[j], beforeLast[j - 2] + 1);
                }
            }

            (beforeLast, last, row) = (last, row, beforeLast);
        }

        return last[b.Length];
    }
}
