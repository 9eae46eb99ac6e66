using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Names;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Parsing.Families;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Models;
using MnistLstm.Generators.Parsing.Values;
using MnistLstm.Generators.Parsing.Yaml;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Parsing;

/// <summary>Reads a spec's values, checks them against each other, and builds the model of it.</summary>
internal sealed class SpecBuilder
{
    private readonly MappingReader _mapping;
    private readonly SourceText _text;
    private readonly DiagnosticBag _diagnostics;
    private readonly ValueReader _values;
    private readonly SettingReader _settings;
    private RunValues? _common;
    private EquatableArray<string> _runLines = EquatableArray<string>.Empty;
    private string? _description;
    private ReferenceSpec? _reference;

    public SpecBuilder(MappingReader mapping, SourceText text, DiagnosticBag diagnostics)
    {
        _mapping = mapping;
        _text = text;
        _diagnostics = diagnostics;
        _values = new ValueReader(diagnostics);
        _settings = new SettingReader(_values, text);
    }

    /// <summary>Reports all that is wrong; the spec when nothing is and it has a name, else null.</summary>
    public ExperimentSpec? Build(SpecName? name)
    {
        RunValues common = _common = ReadCommon();
        bool isFamily = KeyTable.Family.Any(key => _mapping[key] is not null);
        Family? family = isFamily ? new FamilyReader(_mapping, _settings, _text, _diagnostics).Read() : null;
        ReadText(family, common);
        if (!isFamily)
        {
            return BuildSingle(name, common);
        }

        // Of a family with a fault in it, or with a fault in the text that may hide a part of it, the runs are not known.
        if (family is null || !_mapping.IsWhole)
        {
            return null;
        }

        FamilyBuilder builder = new(_mapping, family, common, _diagnostics);
        ExperimentSpec? spec = builder.Build(name);
        _runLines = builder.RunLines;
        return spec;
    }

    /// <summary>The part of a built spec that affects no result.</summary>
    public SpecOrigin Origin(string sha256) =>
        new(sha256, new EquatableArray<int>(_common!.Settings.Select(key => _common[key]?.Line ?? 0)), _runLines, _description, _reference);

    private ExperimentSpec? BuildSingle(SpecName? name, RunValues values)
    {
        _mapping.ReportMissing(_mapping.Needed, "a spec");
        KeyRules rules = new(_mapping, _diagnostics);
        if (_mapping.IsWhole)
        {
            rules.Check(values, run: null);
        }

        rules.CheckSizes(values, run: null);
        return name is null || values.Network() is not { } network || !_diagnostics.IsEmpty
            ? null
            : new ExperimentSpec(name, network, values.Training(), new EquatableArray<SettingValue>(values.Settings.Select(key => new SettingValue(key.Name, values.Word(key)!, key.Default))));
    }

    private RunValues ReadCommon()
    {
        bool flat = _mapping[KeyTable.Model] is null;
        foreach (SpecKey key in KeyTable.Network.Where(key => !flat && _mapping[key] is not null))
        {
            _diagnostics.Report(DiagnosticDescriptors.KeyBesideModel, _mapping.KeySpan(key), key.Name, _mapping.Line(KeyTable.Model).ToString(CultureInfo.InvariantCulture));
        }

        KeyValue[] values = KeyTable.Settings.Where(key => key != KeyTable.Model && (flat || !KeyTable.Network.Contains(key))).Select(Common).OfType<KeyValue>().ToArray();
        ModelValues? model = _mapping[KeyTable.Model] is { } node ? ReadModel(node, values.FirstOrDefault(value => value.Key == KeyTable.InputSize)) : null;
        return new RunValues(values.Concat(model?.Values ?? []), model?.Network);
    }

    // Without an input size, which was reported as wrong, the modules are still checked.
    private ModelValues? ReadModel(YamlNode node, KeyValue? inputSize)
    {
        IReadOnlyList<ModelItem>? items = new ModelReader(_values, _settings, _text, _diagnostics).Read(node);
        Network? network = items is null ? null : new ModelBuilder(items, int.Parse(inputSize?.Canonical ?? KeyTable.InputSize.Default!, CultureInfo.InvariantCulture), _diagnostics).Build();
        KeyValue whole = new(KeyTable.Model, "", "", ValueLevel.Base, _mapping.KeySpan(KeyTable.Model), _mapping.KeySpan(KeyTable.Model), _mapping.Line(KeyTable.Model));
        return network is null ? null : ModelValues.Of(network, items!, whole);
    }

    private KeyValue? Common(SpecKey key) =>
        _mapping[key] is { } node ? _settings.Read(key, _mapping.KeySpan(key), node, ValueLevel.Base)
        : key.Default is not null && !_mapping.IsMisspelt(key) ? KeyValue.Default(key)
        : null;

    private void ReadText(Family? family, RunValues common)
    {
        if (_mapping[KeyTable.Description] is { } description)
        {
            _description = _values.Text(KeyTable.Description, description);
        }

        if (_mapping[KeyTable.Reference] is { } reference)
        {
            _reference = new ReferenceParser(_values, _text, _diagnostics).Parse(reference, MostEpochs(family, common));
        }
    }

    /// <summary>The epochs of the longest run; null when they are not known.</summary>
    private static long? MostEpochs(Family? family, RunValues common)
    {
        IEnumerable<KeyValue> own = family is null ? [] : family.Matrix.SelectMany(column => column.Values).Concat(family.Cases.SelectMany(item => item.Values));
        return own.Append(common[KeyTable.Epochs])
            .OfType<KeyValue>()
            .Where(value => value.Key == KeyTable.Epochs)
            .Select(value => long.Parse(value.Canonical, CultureInfo.InvariantCulture))
            .DefaultIfEmpty(-1)
            .Max() is var most && most < 0 ? null : most;
    }
}
