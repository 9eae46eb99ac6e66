namespace MnistLstm.Training.Settings;

/// <summary>Settings in one text: <c>hidden_size=32,betas=[0.9,0.95]</c>. A list's own commas stand in its brackets.</summary>
internal static class SettingText
{
    /// <summary>The settings of a text; none of an empty one.</summary>
    /// <exception cref="ArgumentException">One of them is no <c>key=value</c>.</exception>
    public static IEnumerable<(string Key, string Value)> Pairs(string text) => text.Length == 0 ? [] : Parts(text).Select(part =>
    {
        (string key, string? value) = Pair(part);
        return (key, value ?? throw new ArgumentException($"'{part}' in '{text}' is not a 'key=value'", nameof(text)));
    });

    /// <summary>A key and what stands behind its <c>=</c>; null where there is none.</summary>
    public static (string Key, string? Value) Pair(string part)
    {
        int at = part.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (part, null) : (part[..at], part[(at + 1)..]);
    }

    /// <summary>The parts between a text's outer commas.</summary>
    public static IEnumerable<string> Parts(string text)
    {
        int start = 0;
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] switch { '[' or '{' or '(' => 1, ']' or '}' or ')' => -1, _ => 0 };
            if (text[i] == ',' && depth == 0)
            {
                yield return text[start..i];
                start = i + 1;
            }
        }

        yield return text[start..];
    }
}
