using System;
using System.Globalization;
using System.Linq;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Yaml;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>What to write instead of a value of the wrong type, to end a message: <c>; write 10</c>. Empty where that cannot be told.</summary>
internal static class ValueHints
{
    // What the value itself stands under where a tool keeps it with its arguments.
    private static readonly string[] s_names = ["name", "type", "class", "kind", "value", "class_path", "_target_", "class_name", "method", "strategy"];

    // A text that is hinted at in whole; the beginning of another says nothing.
    private const int Longest = 40;

    /// <summary>What to write for a fraction that was given in percent.</summary>
    public static string Fraction(string text)
    {
        double percent = Math.Round(NumberText.ToDouble(text));
        return $"; write a fraction, {(percent / 100).ToString("R", CultureInfo.InvariantCulture)} for {percent.ToString(CultureInfo.InvariantCulture)} %";
    }

    /// <summary>What to write for a list of numbers.</summary>
    public static string List(YamlNode node)
    {
        // By name or place, as Keras has class_weight.
        if (node is YamlMapping { Entries: { Count: > 0 and <= Longest } entries }
            && entries.TrueForAll(entry => entry.Value is YamlScalar { Text.Length: <= Longest } number && NumberText.IsFloat(number.Text)))
        {
            return $"; write the numbers alone, in their order: [{string.Join(", ", entries.Select(entry => ((YamlScalar)entry.Value).Text))}]";
        }

        string text = node is YamlScalar { Text.Length: <= Longest } scalar ? scalar.Text.Trim() : "";
        string[] items = text.TrimStart('(').TrimEnd(')').Split(',').Select(item => item.Trim()).Where(item => item.Length > 0).ToArray();
        return items.Length > 1 && items.All(NumberText.IsFloat) ? $"; write it as [{string.Join(", ", items)}]" : "; write it as [0.1, 0.2]";
    }

    /// <summary>What to do about a list, keys or nothing where one value is wanted.</summary>
    public static string Node(SpecKey key, YamlNode node) => node switch
    {
        YamlMapping patience when key == KeyTable.EarlyStoppingPatience && Patience(patience) is { } epochs => $"; write '{key.Name}: {epochs}'",
        YamlSequence { Items.Count: 1 } list when list.Items[0] is YamlScalar { IsNull: false } only => $"; write {ValueReader.Shown(only.Text)}",
        YamlSequence { Items.Count: > 1 } list when key == KeyTable.Seed && AreScalars(list) => "; for a run of each seed write 'seeds' with the list",
        YamlSequence { Items.Count: > 1 } list when KeyTable.Variable.Contains(key) && AreScalars(list) =>
            "; for a run of each value put the key and its list below 'matrix'",
        YamlMapping mapping when Named(mapping) is { } word =>
            $"; write '{key.Name}: {ValueWords.Suggestion(key, word, key.Words) ?? ValueReader.Shown(word)}', and what else stands here as keys of the spec",
        YamlMapping mapping when mapping.Entries.Take(Longest).Any(entry => SpecKey.Called(KeyTable.Keys, entry.Key.Text) is not null) =>
            "; a key has one value: write what stands here as keys of the spec",
        YamlScalar { IsNull: true } when key.Default is not null => "; leave the key out for its default",
        _ => "",
    };

    /// <summary>What to write for a text that is no integer.</summary>
    public static string Integer(SpecKey key, string text)
    {
        string digits = text.Replace("_", "").Replace(",", "");
        if (digits != text && NumberText.IsInteger(digits))
        {
            return $"; write {digits}";
        }

        string trimmed = text.TrimStart('-', '+').TrimStart('0');
        if (trimmed != text.TrimStart('-', '+') && NumberText.IsInteger(trimmed))
        {
            return $"; write {trimmed} (no leading zeros)";
        }

        if (text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || text.StartsWith("0o", StringComparison.OrdinalIgnoreCase))
        {
            return "; write it in decimal digits";
        }

        if (NumberText.IsFloat(text) && NumberText.ToDouble(text) is var value && Math.Abs(value) < 1e15 && value == Math.Floor(value))
        {
            return $"; write {((long)value).ToString(CultureInfo.InvariantCulture)}";
        }

        if (key == KeyTable.ValidationSamples && text.EndsWith("%", StringComparison.Ordinal) && NumberGuess.Of(text) is { } part)
        {
            return $"; for a part of them write '{KeyTable.ValidationFraction.Name}: {part.Digits}'";
        }

        return text == key.Default ? LeftOut(key) : Guess(key, text, whole: true);
    }

    /// <summary>What to write for a text that is no number.</summary>
    public static string Float(SpecKey key, string text)
    {
        string digits = text.Replace("_", "");
        string point = text.Replace(',', '.');
        return digits != text && NumberText.IsFloat(digits) ? $"; write {digits}"
            : point != text && NumberText.IsFloat(point) ? $"; write {point}"
            : text == key.Default ? LeftOut(key)
            : Guess(key, text, whole: false);
    }

    /// <summary>What to write for true or false.</summary>
    public static string Boolean(string text) => text.ToLowerInvariant() switch
    {
        "yes" or "on" or "y" or "true" or "1" => "; write true",
        "no" or "off" or "n" or "false" or "0" => "; write false",
        _ => "",
    };

    private static string LeftOut(SpecKey key) => key.Default is null ? "" : $"; leave '{key.Name}' out for that";

    private static string Guess(SpecKey key, string text, bool whole) =>
        NumberGuess.Of(text) is { } guess && (!whole || guess.Value == Math.Floor(guess.Value)) && key.Range?.Contains(guess.Value) != false
            && NumberText.IsFloat(guess.Digits) && (!whole || NumberText.IsInteger(guess.Digits))
                ? $"; write {guess.Digits}{guess.Reason}" : "";

    private static bool AreScalars(YamlSequence list) => list.Items.TrueForAll(item => item is YamlScalar { IsNull: false });

    private static string? Patience(YamlMapping mapping) => mapping.Entries
        .Where(entry => SpecKey.Plain(entry.Key.Text) is "patience"
            && entry.Value is YamlScalar { Text.Length: <= Longest } value && NumberText.IsInteger(value.Text))
        .Select(entry => ((YamlScalar)entry.Value).Text).FirstOrDefault();

    private static string? Named(YamlMapping mapping) => mapping.Entries
        .Where(entry => s_names.Contains(SpecKey.Plain(entry.Key.Text)) && entry.Value is YamlScalar { IsNull: false, Text.Length: <= 2 * Longest })
        .Select(entry => ((YamlScalar)entry.Value).Text.Split('.').Last()).FirstOrDefault(word => word.Length > 0);
}
