using System.Globalization;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Imports;

/// <summary>The classes of a data set's labels: whole numbers in their order, however they are spelled, else words in alphabetical order.</summary>
internal sealed class LabelClasses
{
    private readonly Dictionary<string, int> _places;
    private readonly bool _areNumbers;

    private LabelClasses(IReadOnlyList<string> written, IReadOnlyList<string> names, bool areNumbers)
    {
        _areNumbers = areNumbers;
        Names = names;
        _places = written.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);
    }

    /// <summary>What the classes are called.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The classes of the training part.</summary>
    /// <param name="train">The part.</param>
    /// <param name="names">What they are called, in their order; null for what the labels say.</param>
    /// <exception cref="ImportException">There are fewer than two, a number is left out, or the names are more, fewer or faulty.</exception>
    public static LabelClasses Of(RawPart train, IReadOnlyList<string>? names)
    {
        CheckNames(train, names);
        string[] written = [.. train.Labels.Distinct(StringComparer.Ordinal)];
        long[]? numbers = Numbers(written);
        string[] sorted = numbers is null ? [.. written.Order(StringComparer.Ordinal)]
            : [.. numbers.Order().Select(number => number.ToString(CultureInfo.InvariantCulture))];
        if (sorted.Length < 2)
        {
            throw new ImportException(train.LabelFile, $"all labels are '{ClassNameRules.Shown(sorted[0])}'", "there must be two classes at least");
        }

        if (numbers is not null && Gap(numbers) is { } gap)
        {
            throw new ImportException(train.LabelFile, $"no sample has the label {gap}, though there are some below and above it",
                "number the classes without a gap, or write them as words");
        }

        if (names is not null && (names.Count != sorted.Length || names.Distinct(StringComparer.Ordinal).Count() != names.Count))
        {
            throw new ImportException(train.LabelFile, $"--classes names {names.Count}, each once, and the labels are {sorted.Length}: {Shown(sorted)}",
                "name each class once, in this order");
        }

        return new LabelClasses(sorted, names ?? sorted, numbers is not null);
    }

    /// <summary>The labels as the canonical file has them.</summary>
    /// <exception cref="ImportException">A label is none of the training part's.</exception>
    public long[] Places(RawPart part)
    {
        long[] places = new long[part.Count];
        for (int i = 0; i < places.Length; i++)
        {
            places[i] = _places.TryGetValue(_areNumbers ? LabelWord.Plain(part.Labels[i]) : part.Labels[i], out int place)
                ? place
                : throw new ImportException($"{part.LabelFile}, sample {i} (from 0)",
                    $"no training sample has the label '{ClassNameRules.Shown(part.Labels[i])}'; there are {Shown([.. _places.Keys])}",
                    "train and test on the same classes");
        }

        return places;
    }

    // Labels become the names unless others are given.
    private static void CheckNames(RawPart train, IReadOnlyList<string>? names)
    {
        foreach ((int i, string name) in (names ?? train.Labels).Index())
        {
            if (ClassNameRules.Fault(name) is { } fault)
            {
                throw names is null
                    ? new ImportException($"{train.LabelFile}, sample {i} (from 0)", $"the label '{ClassNameRules.Shown(name)}' {fault}",
                        "correct the labels, or name the classes yourself: --classes a,b,c")
                    : new ImportException("--classes", $"name {i + 1} of {names.Count}, '{ClassNameRules.Shown(name)}', {fault}",
                        "name each class, with one comma between two names");
            }
        }
    }

    // The numbers that labels spell, each once; null where one is a word.
    private static long[]? Numbers(string[] written)
    {
        long?[] numbers = [.. written.Select(LabelWord.Whole)];
        return numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Value).Distinct()];
    }

    // Of two classes -1 and 1 are usual.
    private static long? Gap(long[] numbers)
    {
        if (numbers.Order().SequenceEqual([-1, 1]))
        {
            return null;
        }

        HashSet<long> there = [.. numbers];
        for (long number = numbers.Min(); number < numbers.Max(); number++)
        {
            if (!there.Contains(number))
            {
                return number;
            }
        }

        return null;
    }

    private static string Shown(string[] labels) => string.Join(", ", labels.Take(12).Select(ClassNameRules.Shown)) + (labels.Length > 12 ? ", ..." : "");
}
