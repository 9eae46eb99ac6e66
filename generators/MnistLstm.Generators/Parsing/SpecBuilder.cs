using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Datasets;
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
    private readonly DatasetTable _datasets;
    private RunValues? _common;
    private EquatableArray<string> _runLines = EquatableArray<string>.Empty;
    private string? _description;
    private ReferenceSpec? _reference;

    /// <param name="mapping">The spec's keys.</param>
    /// <param name="text">The text.</param>
    /// <param name="datasets">The data sets there are.</param>
    /// <param name="diagnostics">Takes the errors.</param>
    public SpecBuilder(MappingReader mapping, SourceText text, DatasetTable datasets, DiagnosticBag diagnostics)
    {
        _datasets = datasets;
        _mapping = mapping;
        _text = text;
        _diagnostics = diagnostics;
        _values = new ValueReader(diagnostics, datasets.Names);
        _settings = new SettingReader(_values, text, diagnostics);
    }

    /// <summary>Reports all that is wrong; the spec when nothing is and it has a name, else null.</summary>
    public ExperimentSpec? Build(SpecName? name)
    {
        bool isFamily = KeyTable.Family.Any(key => _mapping[key] is not null);
        Family? family = isFamily ? new FamilyReader(_mapping, _values, _settings, _text, _diagnostics).Read() : null;
        RunValues common = ReadCommon(family);

        // What runs are counted in decides which keys are their settings; where each has its own number of steps, any of these says so.
        KeyValue? steps = _mapping[StepKeys.Steps] is null ? family?.Values.FirstOrDefault(value => value.Key == StepKeys.Steps) : null;
        _common = common = steps is null ? common : common.With([steps]);
        ReadText(family, common);
        StepCount.Check(_mapping, family, _diagnostics);
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
        RuleReport report = new(_diagnostics);
        if (_mapping.IsWhole)
        {
            new KeyRules(_mapping, report).Check(values, run: null);
        }

        new DataRules(report).Check(values, run: null);
        return name is null || values.Data is not { } data || values.Network() is not { } network || !_diagnostics.IsEmpty
            ? null
            : new ExperimentSpec(name, network, values.Training(),
                new(values.Settings.Select(key => new SettingValue(key.Name, values.Word(key)!, values.Default(key)))), new(data.OwnClass));
    }

    private RunValues ReadCommon(Family? family)
    {
        bool flat = _mapping[KeyTable.Model] is null;
        foreach (SpecKey key in KeyTable.Network.Where(key => !flat && _mapping[key] is not null))
        {
            _diagnostics.Report(DiagnosticDescriptors.KeyBesideModel, _mapping.KeySpan(key), key.Name,
                _mapping.Line(KeyTable.Model).ToString(CultureInfo.InvariantCulture));
        }

        KeyValue[] values =
            KeyTable.Settings.Where(key => key != KeyTable.Model && (flat || !KeyTable.Network.Contains(key))).Select(Common).OfType<KeyValue>().ToArray();
        RunValues common = new(values, model: null, _datasets);
        ModelValues? model = _mapping[KeyTable.Model] is { } node ? ReadModel(node, OfFirstRun(common, family)) : null;
        return new RunValues(values.Concat(model?.Values ?? []), model?.Network, _datasets);
    }

    // All runs' data have one shape, or that is reported: a model and published figures are checked against the first's.
    private static RunValues OfFirstRun(RunValues common, Family? family)
    {
        KeyValue? own = family?.Values.FirstOrDefault(value => value.Key == KeyTable.Dataset);
        return own is null ? common : common.With([own]);
    }

    // Without an input size, which was reported as wrong, the modules are still checked; without a data set they cannot be.
    private ModelValues? ReadModel(YamlNode node, RunValues values)
    {
        IReadOnlyList<ModelItem>? items = new ModelReader(_values, _settings, _text, _diagnostics).Read(node);
        if (items is null || values.Data is not { } data)
        {
            return null;
        }

        long inputSize = values.Number(KeyTable.InputSize) is long given && data.Shape.IsDividedBy(given) ? given : data.Shape.Features;
        Network? network = new ModelBuilder(items, data, (int)inputSize, _diagnostics).Build();
        KeyValue whole =
            new(KeyTable.Model, "", "", ValueLevel.Base, _mapping.KeySpan(KeyTable.Model), _mapping.KeySpan(KeyTable.Model), _mapping.Line(KeyTable.Model));
        return network is null ? null : ModelValues.Of(network, items, whole);
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
            _reference = new ReferenceParser(_values, _text, _diagnostics).Parse(reference, MostEpochs(family, common), OfFirstRun(common, family).Data);
        }
    }

    /// <summary>The epochs of the longest run; null when they are not known.</summary>
    private static long? MostEpochs(Family? family, RunValues common)
    {
        return (family?.Values ?? []).Append(common[KeyTable.Epochs])
            .OfType<KeyValue>()
            .Where(value => value.Key == KeyTable.Epochs)
            .Select(value => long.Parse(value.Canonical, CultureInfo.InvariantCulture))
            .DefaultIfEmpty(-1)
            .Max() is var most && most < 0 ? null : most;
    }
}
