namespace MnistLstm.Runner.Authoring;

/// <summary>Lines of a spec with what they mean beside them.</summary>
internal static class SpecComments
{
    private const int ValueWidth = 24;

    /// <summary>What editors look for: where the schema is, seen from the spec.</summary>
    /// <param name="name">The spec's name; each of its folders is a step up.</param>
    public static string Modeline(string name)
    {
        int folders = name.Count(c => c == '/');
        return $"# yaml-language-server: $schema={(folders == 0 ? "./" : string.Concat(Enumerable.Repeat("../", folders)))}experiment.schema.json";
    }

    /// <summary>A key with its value and its meaning.</summary>
    public static string Line(string key, string value)
    {
        KeyDocument document = KeyDocument.All.First(known => known.Name == key);
        return Beside($"{key}: {value}", document);
    }

    /// <summary>The keys a spec does not say, commented out, with what holds without them.</summary>
    /// <param name="said">Whether the spec says a key.</param>
    public static IReadOnlyList<string> Unsaid(Func<string, bool> said)
    {
        KeyDocument[] keys = [.. KeyDocument.All.Where(key => !said(key.Name))];
        return
        [
            "# What else can be said; the values are defaults or examples, docs/spec.md has the rules.",
            .. keys.Where(key => key.Value is not null).Select(key => Beside($"#{key.Name}: {key.Value}", key)),
            .. keys.Where(key => key.Value is null).Select(key => $"# {key.Name}: {key.Summary}"),
        ];
    }

    private static string Beside(string line, KeyDocument key) =>
        $"{line.PadRight(ValueWidth - 1)} # {key.Summary}{(key.Allowed.Length == 0 ? "" : $" ({key.Allowed})")}";
}
