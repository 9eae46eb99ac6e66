using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Generators.Parsing.Yaml;

namespace MnistLstm.Generators.Parsing.Families;

/// <summary>Reads <c>matrix</c>, <c>search</c>, <c>cases</c>, <c>exclude</c> and <c>seeds</c>.</summary>
/// <param name="mapping">The spec.</param>
/// <param name="values">Reads numbers.</param>
/// <param name="settings">Reads values.</param>
/// <param name="text">The text.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class FamilyReader(MappingReader mapping, ValueReader values, SettingReader settings, SourceText text, DiagnosticBag diagnostics)
{
    // Of the same name as the runs' own seed is that of the draws.
    private static readonly SpecKey[] s_inSearch = [.. SearchKeys.Own, .. KeyTable.Keys.Where(key => key != KeyTable.Seed)];

    private bool _faulty;

    /// <summary>What the spec says; null when something is wrong with it, which is reported.</summary>
    public Family? Read()
    {
        List<MatrixKey> matrix = ReadMatrix();
        Search? search = ReadSearch();
        SpecKey[] columns = [.. matrix.Select(column => column.Key), .. search?.Keys.Select(column => column.Key) ?? []];
        List<FamilyCase> cases = ReadItems(KeyTable.Cases, "give each case keys with values").Select(item => ReadCase(item, columns)).ToList();
        List<IReadOnlyList<KeyValue>> excluded = ReadExclude(matrix);
        List<KeyValue> seeds = ReadSeeds();
        return _faulty ? null : new Family(matrix, search, excluded, cases, seeds);
    }

    private List<MatrixKey> ReadMatrix()
    {
        List<MatrixKey> matrix = [];
        if (mapping[KeyTable.Matrix] is not { } node || Reader(KeyTable.Matrix, node, "'matrix'", "give it keys with lists of values") is not { } entries)
        {
            return matrix;
        }

        foreach ((SpecKey key, TextSpan keySpan, YamlNode value) in Variable(entries, KeyTable.Matrix))
        {
            if (mapping[key] is not null)
            {
                Report(DiagnosticDescriptors.BaseAndMatrix, keySpan, key.Name, Text(mapping.Line(key)));
            }

            matrix.Add(new MatrixKey(key, keySpan, Items(key, keySpan, value)));
        }

        return matrix;
    }

    private List<KeyValue> Items(SpecKey key, TextSpan keySpan, YamlNode node)
    {
        List<KeyValue> items = [];
        Dictionary<string, KeyValue> known = [];
        foreach (YamlNode item in List(KeyTable.Matrix, FamilyExpansion.MostCombinations, $"'{key.Name}'", node, "a list of values",
            node is YamlScalar { IsNull: false } scalar ? $"; write [{scalar.Text}], or give the key outside the matrix" : ""))
        {
            if (Value(key, keySpan, item, ValueLevel.Matrix) is { } value)
            {
                if (known.TryGetValue(value.Canonical, out KeyValue? first))
                {
                    Report(DiagnosticDescriptors.DuplicateValue, value.Span, key.Name, value.Canonical, Text(first.Line));
                    continue;
                }

                known.Add(value.Canonical, value);
                items.Add(value);
            }
        }

        return items;
    }

    private Search? ReadSearch()
    {
        if (mapping[KeyTable.Search] is not { } node)
        {
            return null;
        }

        const string Remedy = "give it 'samples', and keys with distributions";
        TextSpan span = mapping.KeySpan(KeyTable.Search);
        if (mapping[KeyTable.Matrix] is not null)
        {
            Report(DiagnosticDescriptors.SearchBesideMatrix, span, Text(mapping.Line(KeyTable.Matrix)));
        }

        if (Reader(KeyTable.Search, node, "'search'", Remedy, s_inSearch) is not { } entries)
        {
            return null;
        }

        entries.ReportMissing(SearchKeys.Own, "'search'");
        long? samples = entries[SearchKeys.Samples] is { } count ? values.Integer(SearchKeys.Samples, count) : null;
        long? seed = entries[SearchKeys.Seed] is { } given ? values.Integer(SearchKeys.Seed, given) : 0;
        List<SearchKey?> keys = [];
        SearchReader reader = new(values, settings, text, diagnostics);
        foreach ((SpecKey key, TextSpan keySpan, YamlNode value) in Variable(entries, KeyTable.Search))
        {
            if (mapping[key] is not null)
            {
                Report(DiagnosticDescriptors.BaseAndMatrix, keySpan, key.Name, Text(mapping.Line(key)));
            }

            keys.Add(reader.Read(key, keySpan, value));
        }

        if (entries.Entries(s_inSearch).All(entry => SearchKeys.Own.Contains(entry.Key)) && entries.IsClean)
        {
            Report(DiagnosticDescriptors.EmptyFamily, span, "'search'", Remedy);
        }

        _faulty |= samples is null || seed is null || keys.Contains(null);
        return _faulty ? null
            : new Search((int)samples!.Value, entries[SearchKeys.Samples]!.Span, seed!.Value.ToString(CultureInfo.InvariantCulture),
                keys.OfType<SearchKey>().ToArray());
    }

    // In names the keys of the matrix or the search come first, in its order.
    private FamilyCase ReadCase(MappingReader entries, IReadOnlyList<SpecKey> columns)
    {
        List<KeyValue> values = ReadValues(entries, KeyTable.Cases);
        IEnumerable<KeyValue> ordered = columns.SelectMany(column => values.Where(value => value.Key == column));
        return new FamilyCase(entries.Span, ordered.Concat(values.Where(value => !columns.Contains(value.Key))).ToList());
    }

    private List<IReadOnlyList<KeyValue>> ReadExclude(List<MatrixKey> matrix)
    {
        List<IReadOnlyList<KeyValue>> excluded = [];
        if (mapping[KeyTable.Exclude] is not null && mapping[KeyTable.Matrix] is null)
        {
            Report(DiagnosticDescriptors.ExcludeWithoutMatrix, mapping.KeySpan(KeyTable.Exclude));
            return excluded;
        }

        bool whole = !_faulty;
        Dictionary<string, HashSet<string>> known =
            matrix.ToDictionary(column => column.Key.Name, column => new HashSet<string>(column.Values.Select(item => item.Canonical)));
        foreach (MappingReader entries in ReadItems(KeyTable.Exclude, "name at least one key of the matrix"))
        {
            List<KeyValue> values = ReadValues(entries, KeyTable.Exclude);
            excluded.Add(values);
            foreach (KeyValue value in values)
            {
                MatrixKey? column = matrix.Find(column => column.Key == value.Key);
                if (column is null)
                {
                    Report(DiagnosticDescriptors.ExcludesNothing, value.KeySpan, $"the key '{value.Key.Name}'", "the matrix does not vary it");
                }
                else if (whole && !known[value.Key.Name].Contains(value.Canonical))
                {
                    string has = string.Join(", ", column.Values.Take(8).Select(item => item.Canonical)) + (column.Values.Count > 8 ? ", ..." : "");
                    Report(DiagnosticDescriptors.ExcludesNothing, value.Span, $"'{value.Key.Name}: {value.Canonical}'", $"the matrix has {has}");
                }
            }
        }

        return excluded;
    }

    private List<KeyValue> ReadSeeds()
    {
        List<KeyValue> seeds = [];
        if (mapping[KeyTable.Seeds] is not { } node)
        {
            return seeds;
        }

        TextSpan keySpan = mapping.KeySpan(KeyTable.Seeds);
        if (mapping[KeyTable.Seed] is not null)
        {
            Report(DiagnosticDescriptors.SeedAndSeeds, mapping.KeySpan(KeyTable.Seed), Text(mapping.Line(KeyTable.Seeds)));
        }

        Dictionary<uint, KeyValue> states = [];
        foreach (YamlNode item in List(KeyTable.Seeds, FamilyExpansion.MostRuns, "'seeds'", node, KeyTable.Seeds.Expected, "; write it as [1, 2, 3]"))
        {
            if (Value(KeyTable.Seed, keySpan, item, ValueLevel.Matrix) is not { } seed)
            {
                continue;
            }

            uint state = unchecked((uint)long.Parse(seed.Canonical, CultureInfo.InvariantCulture));
            if (states.TryGetValue(state, out KeyValue? first))
            {
                Report(DiagnosticDescriptors.SameSeed, seed.Span, seed.Canonical, first.Canonical, Text(first.Line));
                continue;
            }

            states.Add(state, seed);
            seeds.Add(seed);
        }

        return seeds;
    }

    private IEnumerable<MappingReader> ReadItems(SpecKey key, string remedy)
    {
        if (mapping[key] is not { } node)
        {
            yield break;
        }

        string subject = $"this item of '{key.Name}'";
        foreach (YamlNode item in List(key, FamilyExpansion.MostRuns, $"'{key.Name}'", node, key.Expected,
            node is YamlMapping ? "; write each item with '- ' in front" : ""))
        {
            if (Reader(key, item, subject, remedy) is { } entries)
            {
                yield return entries;
            }
        }
    }

    private List<KeyValue> ReadValues(MappingReader entries, SpecKey part)
    {
        List<KeyValue> values = [];
        foreach ((SpecKey key, TextSpan keySpan, YamlNode node) in Variable(entries, part))
        {
            if (Value(key, keySpan, node, ValueLevel.Case) is { } value)
            {
                values.Add(value);
            }
        }

        return values;
    }

    private KeyValue? Value(SpecKey key, TextSpan keySpan, YamlNode node, ValueLevel level)
    {
        KeyValue? value = settings.Read(key, keySpan, node, level);
        _faulty |= value is null;
        return value;
    }

    /// <summary>The keys that runs can differ in; the others are reported.</summary>
    private List<(SpecKey Key, TextSpan KeySpan, YamlNode Value)> Variable(MappingReader entries, SpecKey part)
    {
        List<(SpecKey, TextSpan, YamlNode)> variable = [];
        foreach ((SpecKey Key, TextSpan KeySpan, YamlNode) entry in entries.Entries(part == KeyTable.Search ? s_inSearch : KeyTable.Keys))
        {
            if (SearchKeys.Own.Contains(entry.Key))
            {
                continue;
            }

            if (mapping[KeyTable.Model] is not null && KeyTable.Network.Contains(entry.Key))
            {
                Report(DiagnosticDescriptors.KeyBesideModel, entry.KeySpan, entry.Key.Name, Text(mapping.Line(KeyTable.Model)));
                continue;
            }

            if (KeyTable.Variable.Contains(entry.Key) && !(entry.Key == KeyTable.InputSize && mapping[KeyTable.Model] is not null))
            {
                variable.Add(entry);
                continue;
            }

            string remedy = entry.Key == KeyTable.Model ? "give it once, for all runs; what runs shall differ in say with the flat keys, or in further files"
                : entry.Key == KeyTable.Seed || entry.Key == KeyTable.Seeds ? "give 'seeds: [1, 2, 3]' beside it: one run per seed, of everything"
                : entry.Key == KeyTable.InputSize ? "give it once, for all runs, or say the network with the flat keys instead of 'model'"
                : KeyTable.Family.Contains(entry.Key) ? "give it beside it"
                : "give it once, for all runs";
            Report(DiagnosticDescriptors.NotVaried, entry.KeySpan, entry.Key.Name, part.Name, remedy);
        }

        return variable;
    }

    private MappingReader? Reader(SpecKey key, YamlNode node, string subject, string remedy, IReadOnlyList<SpecKey>? keys = null)
    {
        if (node is YamlMapping { Entries.Count: 0 })
        {
            Report(DiagnosticDescriptors.EmptyFamily, node.Span, subject, remedy);
            return null;
        }

        if (node is not YamlMapping entries)
        {
            Wrong(node, subject, key == KeyTable.Matrix || key == KeyTable.Search ? key.Expected : "keys with values",
                node is YamlSequence { Items.Count: > 0 } list && list.Items.TrueForAll(item => item is YamlMapping) ? "; write the keys without '- ' in front"
                    : "");
            return null;
        }

        MappingReader reader = new(entries, keys ?? KeyTable.Keys, text, diagnostics);
        _faulty |= !reader.IsClean;
        return reader;
    }

    // A list that is too long by itself is not looked at any further: every item would cost memory for nothing.
    private IEnumerable<YamlNode> List(SpecKey part, int most, string subject, YamlNode node, string expected, string hint)
    {
        if (node is not YamlSequence sequence)
        {
            Wrong(node, subject, expected, hint);
            return [];
        }

        if (sequence.Items.Count == 0)
        {
            Report(DiagnosticDescriptors.EmptyFamily, node.Span, subject, "give it at least one value, or leave the key out");
        }

        if (sequence.Items.Count > most)
        {
            string what = part == KeyTable.Matrix ? "combinations" : part == KeyTable.Exclude ? "items" : "runs";
            Report(DiagnosticDescriptors.TooManyRuns, mapping.KeySpan(part), FamilyExpansion.Text(sequence.Items.Count), what, FamilyExpansion.Text(most));
            return [];
        }

        return sequence.Items;
    }

    private void Wrong(YamlNode node, string subject, string expected, string hint)
    {
        _faulty = true;
        if (node is not YamlRejected)
        {
            diagnostics.Report(DiagnosticDescriptors.WrongType, node.Span, subject, expected, ValueReader.Describe(node), hint);
        }
    }

    private void Report(DiagnosticDescriptor descriptor, TextSpan span, params string[] arguments)
    {
        _faulty = true;
        diagnostics.Report(descriptor, span, arguments);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
