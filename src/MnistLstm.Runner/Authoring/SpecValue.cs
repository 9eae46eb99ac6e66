using System.Text.RegularExpressions;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Authoring;

/// <summary>A value that a new spec is given on the command line: <c>hidden_size=64</c>, <c>seeds=[0,1,2]</c>.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">What stands behind its colon.</param>
internal sealed partial record SpecValue(string Key, string Value)
{
    private const string Option = "--set";

    /// <summary>The line of a spec.</summary>
    public string Line => $"{Key}: {Value}".TrimEnd();

    /// <summary>Reads the values; whether a spec may say them is the compiler's to judge.</summary>
    /// <exception cref="UsageException">One is no key=value, or a key is given twice.</exception>
    public static IReadOnlyList<SpecValue> Parse(IReadOnlyList<string> texts)
    {
        SpecValue[] values = [.. texts.Select(Parse)];
        return values.GroupBy(value => value.Key).FirstOrDefault(same => same.Count() > 1) is { } twice
            ? throw new UsageException($"{Option} gives '{twice.Key}' twice: {string.Join(" and ", twice.Select(value => value.Value))}",
                "give it once; several values to be tried are a family: matrix={" + twice.Key + ": [a, b]}")
            : values;
    }

    /// <summary>The keys that cannot stand beside it, and so give way.</summary>
    public string? Displaced => Key switch
    {
        SpecKeys.Seed => SpecKeys.Seeds,
        SpecKeys.Seeds => SpecKeys.Seed,
        _ => null,
    };

    private static SpecValue Parse(string text)
    {
        Match match = KeyAndValue().Match(text);
        if (!match.Success)
        {
            throw new UsageException($"{Option} expects key=value, got '{text}'", "for example: --set hidden_size=64 --set learning_rate=1e-3");
        }

        (string key, string value) = (match.Groups["key"].Value, match.Groups["value"].Value.Trim());
        if (value.EnumerateRunes().Any(ObeyedText.Is))
        {
            throw new UsageException($"{Option} {key}: a value is one line of text that can be seen",
                "lists and maps have a form for one line: [1, 2], {key: value}");
        }

        return new SpecValue(key, key == SpecKeys.Description ? YamlText.Scalar(value) : value);
    }

    [GeneratedRegex(@"^\s*(?<key>[^\s=:#]+)\s*=(?<value>.*)$", RegexOptions.Singleline)]
    private static partial Regex KeyAndValue();
}
