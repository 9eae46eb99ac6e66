using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Yaml;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>The entries of a mapping by key: unknown and duplicate keys are reported and left out, so is the absence of required ones.</summary>
internal sealed class MappingReader
{
    // More of them than this nobody reads in a message.
    private const int MostListed = 20;

    private const int Shown = 4;

    private readonly Dictionary<string, (YamlScalar Key, YamlNode Value)> _entries = [];
    private readonly HashSet<string> _suggested = [];
    private readonly YamlMapping _mapping;
    private readonly SourceText _text;
    private readonly DiagnosticBag _diagnostics;

    public MappingReader(YamlMapping mapping, IReadOnlyList<SpecKey> keys, SourceText text, DiagnosticBag diagnostics)
    {
        _mapping = mapping;
        _text = text;
        _diagnostics = diagnostics;
        Dictionary<string, (string? Suggestion, string Hint)> unknown = [];
        foreach ((YamlScalar key, YamlNode value) in mapping.Entries)
        {
            if (Find(key.Text, keys) is null)
            {
                // Looked for once a word: a file can hold the same one 100,000 times.
                if (!unknown.TryGetValue(key.Text, out (string? Suggestion, string Hint) found))
                {
                    string? suggestion = Suggestion(key.Text, keys) is { } name ? name == SpecKeys.Matrix && IsDrawn(value) ? SpecKeys.Search : name : null;
                    IReadOnlyList<string> within = unknown.Count < MostListed ? Grouped(value, keys) : [];
                    _suggested.UnionWith(within);
                    found = (suggestion, Hint(key.Text, suggestion, value, within, keys));
                    unknown.Add(key.Text, found);
                }

                diagnostics.Report(DiagnosticDescriptors.UnknownKey, key.Span, ValueReader.Shown(key.Text), found.Hint);
                if (found.Suggestion is not null)
                {
                    _suggested.Add(found.Suggestion);
                }
            }
            else if (_entries.TryGetValue(key.Text, out (YamlScalar Key, YamlNode) first))
            {
                string line = Line(first.Key).ToString(CultureInfo.InvariantCulture);
                diagnostics.Report(DiagnosticDescriptors.DuplicateKey, key.Span, key.Text, line);
            }
            else
            {
                _entries.Add(key.Text, (key, value));
                if (Find(key.Text, keys) is { Kind: not (ValueKind.Mapping or ValueKind.Normalization) } known)
                {
                    _suggested.UnionWith(Grouped(value, keys).Where(within => within != known.Name));
                }
            }
        }
    }

    /// <summary>False where a fault in the text may hide keys.</summary>
    public bool IsWhole =>
        !_diagnostics.Has(DiagnosticDescriptors.MalformedYaml) && !_diagnostics.Has(DiagnosticDescriptors.BadCharacter) && !_mapping.LacksKeys;

    /// <summary>Whether every key is known and stands once.</summary>
    public bool IsClean => _entries.Count == _mapping.Entries.Count && !_mapping.LacksKeys;

    /// <summary>The keys that a spec must give: those of the table, but what says a network only where <c>model</c> does not, and <c>epochs</c> only where
    /// <c>steps</c> are not counted.</summary>
    public IEnumerable<SpecKey> Needed => KeyTable.Keys
        .Where(key => key != KeyTable.Epochs || (this[StepKeys.Steps] is null && !IsMisspelt(StepKeys.Steps)))
        .Where(key => key.Required && (!KeyTable.Network.Contains(key) || (this[KeyTable.Model] is null && !IsMisspelt(KeyTable.Model))));

    /// <summary>Where the mapping begins.</summary>
    public TextSpan Span => _mapping.Span;

    private static string Hint(string written, string? suggestion, YamlNode value, IReadOnlyList<string> within, IReadOnlyList<SpecKey> keys) =>
        Lookalikes.Hint(ValueReader.Shown(written)) is { } lookalikes ? lookalikes
        : value is YamlMapping && suggestion is not null && Find(suggestion, keys) is { } meant && IsNamed(meant)
            ? NearestWord.Hint(suggestion).TrimEnd('?') + ValueHints.Node(meant, value)
        : within.Count > 0 && suggestion is not (SpecKeys.Matrix or SpecKeys.Search) ? Ungroup(within)
        : suggestion is null ? Advice(written, keys) ?? KnownKeys(keys)
        : NearestWord.Hint(suggestion);

    // Weights & Biases has values to combine and distributions to draw from under one name.
    private static bool IsDrawn(YamlNode node) => node is YamlMapping varied && varied.Entries.Take(MostListed).Any(key =>
        key.Value is YamlMapping drawn && drawn.Entries.Take(MostListed).Any(entry => entry.Key.Text is "distribution" or "min" or "max"
            || SpecKey.Called([SearchKeys.Uniform, SearchKeys.LogUniform], entry.Key.Text) is not null));

    /// <summary>What may stand in place of a key that is like none of them.</summary>
    private static string KnownKeys(IReadOnlyList<SpecKey> keys) => keys.Count > MostListed ? "; no key is like it, and docs/spec.md has them all"
        : $"; the keys here are {string.Join(", ", keys.Select(key => key.Name))}";

    // Where a spec's own keys stand, those that others keep in groups: trainer, optimizer, data.
    private static IReadOnlyList<string> Grouped(YamlNode node, IReadOnlyList<SpecKey> keys)
    {
        if (node is not YamlMapping group || !keys.Contains(KeyTable.Reference))
        {
            return [];
        }

        HashSet<string> within = [];
        foreach ((YamlScalar key, YamlNode value) in group.Entries.Take(MostListed))
        {
            IEnumerable<YamlScalar> names = value is YamlMapping deeper ? deeper.Entries.Take(MostListed).Select(entry => entry.Key).Prepend(key) : [key];
            within.UnionWith(names.Select(name => SpecKey.Called(keys, name.Text)?.Name).OfType<string>());
        }

        return keys.Select(key => key.Name).Where(within.Contains).ToArray();
    }

    // What other tools keep in a group of its own with its arguments: then the group's name is the key.
    private static bool IsNamed(SpecKey key) => key == KeyTable.EarlyStoppingPatience || key == ScheduleKeys.LrScheduler || key == OptimizerKeys.Optimizer;

    private static string Ungroup(IReadOnlyList<string> within) =>
        $"; a spec has no groups: write {string.Join(", ", within.Take(Shown))}{(within.Count > Shown ? " and the others" : "")} in the first column";

    /// <summary>The key that an unknown word seems to mean; null when none.</summary>
    public static string? Suggestion(string written, IReadOnlyList<SpecKey> keys) =>
        SpecKey.Called(keys, written)?.Name
        ?? (Advice(written, keys) is null ? NearestWord.Find(written, keys.Select(key => key.Name)) : null);

    // Where runs' settings stand, or a recurrent module's: of a reference or the list of modules these words say nothing.
    private static string? Advice(string written, IReadOnlyList<SpecKey> keys) =>
        written.StartsWith("//", StringComparison.Ordinal) ? "; a comment begins with '#'"
        : keys.Contains(KeyTable.HiddenSize) && KeylessWords.Advice(written) is { } advice ? $"; {advice}"
        : null;

    /// <summary>The known keys in the order of the text, each once.</summary>
    public IEnumerable<(SpecKey Key, TextSpan KeySpan, YamlNode Value)> Entries(IReadOnlyList<SpecKey> keys)
    {
        foreach ((YamlScalar key, YamlNode value) in _mapping.Entries)
        {
            if (_entries.TryGetValue(key.Text, out (YamlScalar Key, YamlNode) first) && first.Key == key && Find(key.Text, keys) is { } known)
            {
                yield return (known, key.Span, value);
            }
        }
    }

    /// <summary>The key's value; null when it is absent.</summary>
    public YamlNode? this[SpecKey key] => _entries.TryGetValue(key.Name, out (YamlScalar, YamlNode Value) entry) ? entry.Value : null;

    /// <summary>Whether the key is absent and an unknown one seems to mean it.</summary>
    public bool IsMisspelt(SpecKey key) => !_entries.ContainsKey(key.Name) && _suggested.Contains(key.Name);

    /// <summary>Where the key itself stands.</summary>
    public TextSpan KeySpan(SpecKey key) => _entries[key.Name].Key.Span;

    /// <summary>The key's line, from 1; 0 when it is absent.</summary>
    public int Line(SpecKey key) => _entries.TryGetValue(key.Name, out (YamlScalar Key, YamlNode) entry) ? Line(entry.Key) : 0;

    /// <summary>
    /// Reports the required keys that are absent, at the mapping's beginning; not one that an unknown key seems to mean, and none where a
    /// fault in the text may hide them.
    /// </summary>
    public void ReportMissing(IEnumerable<SpecKey> keys, string what)
    {
        if (!IsWhole)
        {
            return;
        }

        foreach (SpecKey key in keys.Where(key => key.Required && !_entries.ContainsKey(key.Name) && !IsMisspelt(key)))
        {
            _diagnostics.Report(DiagnosticDescriptors.MissingKey, _mapping.Span, what, key.Name, key.Expected);
        }
    }

    private static SpecKey? Find(string name, IReadOnlyList<SpecKey> keys)
    {
        foreach (SpecKey key in keys)
        {
            if (key.Name == name)
            {
                return key;
            }
        }

        return null;
    }

    private int Line(YamlScalar key) => _text.Lines.GetLinePosition(key.Span.Start).Line + 1;
}
