using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Generators.Parsing.Yaml;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Parsing.Models;

/// <summary>Reads the items of a spec's <c>model</c>, each by itself.</summary>
/// <param name="values">Reports wrong values.</param>
/// <param name="settings">Reads values.</param>
/// <param name="text">The text.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class ModelReader(ValueReader values, SettingReader settings, SourceText text, DiagnosticBag diagnostics)
{
    /// <summary>The items from top to bottom; null when not even all modules are known. What is wrong is reported.</summary>
    public IReadOnlyList<ModelItem>? Read(YamlNode node)
    {
        if (node is not YamlSequence sequence)
        {
            return node is YamlRejected ? null
                : values.Wrong<IReadOnlyList<ModelItem>>(KeyTable.Model, node.Span, ValueReader.Describe(node),
                    node is not YamlMapping mapping ? ""
                        : mapping.Entries.Any(entry => ModelKeys.Names.Contains(entry.Key.Text)) ? "; write each module with '- ' in front"
                        : "; for one recurrent module and a linear layer leave 'model' out, and write 'hidden_size', 'layers' and so on in the first column");
        }

        if (sequence.Items.Count is 0 or > ModelKeys.MostModules)
        {
            YamlNode blamed = sequence.Items.Count == 0 ? node : sequence.Items[ModelKeys.MostModules];
            diagnostics.Report(DiagnosticDescriptors.OutOfRange, blamed.Span, "'model'", KeyTable.Model.Expected,
                sequence.Items.Count.ToString(CultureInfo.InvariantCulture), "");
            return null;
        }

        ModelItem[] items = sequence.Items.Select(Item).OfType<ModelItem>().ToArray();
        return items.Length == sequence.Items.Count ? items : null;
    }

    private ModelItem? Item(YamlNode node)
    {
        switch (node)
        {
            case YamlScalar { IsNull: false } word:
                return Module(word, hasValue: false, word);
            case YamlMapping { Entries.Count: > 0 } mapping:
                (YamlScalar key, YamlNode value) = mapping.Entries[0];
                ModelItem? item = Module(key, hasValue: true, value);
                return ReportOthers(mapping) ? null : item;
            case YamlRejected:
                return null;
            default:
                diagnostics.Report(DiagnosticDescriptors.WrongType, node.Span, "an item of 'model'", SpecKey.WordList(ModelKeys.Names),
                    node is YamlMapping ? "nothing" : ValueReader.Describe(node), "");
                return null;
        }
    }

    private ModelItem? Module(YamlScalar word, bool hasValue, YamlNode value)
    {
        if (ModelKeys.Modules.FirstOrDefault(module => module.Name == word.Text) is not { } known)
        {
            string hint = ModelKeys.Readout.Words.Contains(word.Text) ? $"; write 'readout: {word.Text}'"
                : NearestWord.Hint(MappingReader.Suggestion(word.Text, ModelKeys.Modules));
            diagnostics.Report(DiagnosticDescriptors.UnknownModule, word.Span, ValueReader.Shown(word.Text), SpecKey.WordList(ModelKeys.Names), hint);
            return null;
        }

        int line = text.Lines.GetLinePosition(word.Span.Start).Line + 1;
        if (!hasValue && known.Kind != ValueKind.Nothing)
        {
            values.Wrong<object>(known, word.Span, "nothing", $"; write '{known.Name}: {Example(known)}'");
            return new ModelItem(known, word.Span, line, null);
        }

        return new ModelItem(known, word.Span, line, Values(known, word.Span, value, hasValue));
    }

    private IReadOnlyList<KeyValue>? Values(SpecKey module, TextSpan span, YamlNode value, bool hasValue)
    {
        if (value is YamlRejected)
        {
            return null;
        }

        if (module.Kind == ValueKind.Nothing)
        {
            return hasValue ? values.Wrong<IReadOnlyList<KeyValue>>(module, value.Span, ValueReader.Describe(value), $"; write '- {module.Name}'") : [];
        }

        if (ModelKeys.IsRecurrent(module))
        {
            return value is YamlMapping mapping
                ? OfRecurrent(module, mapping)
                : values.Wrong<IReadOnlyList<KeyValue>>(module, value.Span, ValueReader.Describe(value), $"; write '{module.Name}: {Example(module)}'");
        }

        return settings.Read(module, span, value, ValueLevel.Base) is { } read ? [read] : null;
    }

    private IReadOnlyList<KeyValue>? OfRecurrent(SpecKey module, YamlMapping mapping)
    {
        IReadOnlyList<SpecKey> keys = ModelKeys.Of(module);
        MappingReader entries = new(mapping, keys, text, diagnostics);
        entries.ReportMissing(keys, $"'{module.Name}'");
        List<KeyValue> read = [];
        foreach (SpecKey key in keys)
        {
            if (entries[key] is { } node)
            {
                read.AddRange(settings.Read(key, entries.KeySpan(key), node, ValueLevel.Base) is { } value ? [value] : []);
            }
            else if (key.Default is not null)
            {
                read.Add(KeyValue.Default(key));
            }
        }

        ModelItem item = new(module, mapping.Span, 0, read);
        if (item[KeyTable.Dropout] is { Canonical: not "0" } dropout && item[KeyTable.Layers] is { Canonical: "1" } && !entries.IsMisspelt(KeyTable.Layers))
        {
            diagnostics.Report(DiagnosticDescriptors.DropoutOfOneLayer, dropout.Span, "");
            return null;
        }

        return entries.IsClean && read.Count == keys.Count ? read : null;
    }

    // A forgotten '- ' and a value that is not indented below its module both look like this.
    private bool ReportOthers(YamlMapping mapping)
    {
        string first = ValueReader.Shown(mapping.Entries[0].Key.Text);
        foreach ((YamlScalar key, _) in mapping.Entries.Skip(1))
        {
            string shown = ValueReader.Shown(key.Text);
            bool own = ModelKeys.OfRecurrent.Any(known => known.Name == key.Text) && mapping.Entries[0].Value is YamlScalar { IsNull: true };
            string remedy = own ? $"indent it further than '{first}', or write '{first}: {{{shown}: ...}}'" : $"begin an item of its own: '- {shown}'";
            diagnostics.Report(DiagnosticDescriptors.SeveralModules, key.Span, shown, first, remedy);
        }

        return mapping.Entries.Count > 1;
    }

    private static string Example(SpecKey module) =>
        module == ModelKeys.Dropout || module == ModelKeys.VariationalDropout ? "0.2"
        : module == ModelKeys.Readout ? ReadoutModule.Last
        : module == ModelKeys.Linear ? "10"
        : "{hidden_size: 64}";
}
