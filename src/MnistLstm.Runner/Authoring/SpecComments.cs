namespace MnistLstm.Runner.Authoring;

/// <summary>Lines of a spec with what they mean beside them.</summary>
internal static class SpecComments
{
    private const int ValueWidth = 24;
    private const int Width = 100;

    /// <summary>What editors look for: where the schema is, seen from the spec.</summary>
    /// <param name="name">The spec's name; each of its folders is a step up.</param>
    public static string Modeline(string name)
    {
        int folders = name.Count(c => c == '/');
        return $"# yaml-language-server: $schema={(folders == 0 ? "./" : string.Concat(Enumerable.Repeat("../", folders)))}experiment.schema.json";
    }

    /// <summary>A key with its value and its meaning.</summary>
    public static IReadOnlyList<string> Line(string key, string value)
    {
        KeyDocument document = KeyDocument.All.First(known => known.Name == key);
        return [.. Beside($"{key}: {value}", document)];
    }

    /// <summary>The keys a spec does not say, commented out, with what holds without them.</summary>
    /// <param name="said">Whether the spec says a key.</param>
    public static IReadOnlyList<string> Unsaid(Func<string, bool> said)
    {
        KeyDocument[] keys = [.. KeyDocument.All.Where(key => !said(key.Name))];
        return
        [
            "# More keys; the values are defaults or examples, docs/spec.md has the rules.",
            .. keys.Where(key => key.Value is not null).SelectMany(key => Beside($"#{key.Name}: {key.Value}", key)),
            .. keys.Where(key => key.Value is null)
                .SelectMany(key => WrappedWords($"{key.Name}: {key.Summary}", Width - 4).Select((text, i) => (i == 0 ? "# " : "#   ") + text)),
        ];
    }

    /// <summary>A key with its meaning beside it, and below it what does not fit there.</summary>
    private static IEnumerable<string> Beside(string line, KeyDocument key)
    {
        string meaning = key.Summary + (key.Allowed.Length == 0 ? "" : $" ({key.Allowed})");
        string first = line.PadRight(ValueWidth - 1);
        return WrappedWords(meaning, Width - Math.Max(first.Length, ValueWidth - 1) - 3)
            .Select((text, i) => $"{(i == 0 ? first : new string(' ', ValueWidth - 1))} # {text}");
    }

    private static IEnumerable<string> WrappedWords(string text, int width)
    {
        while (text.Length > width && text.LastIndexOf(' ', width) is > 0 and int blank)
        {
            yield return text[..blank].TrimEnd();
            text = text[blank..].TrimStart();
        }

        yield return text;
    }
}
