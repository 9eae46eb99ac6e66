using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Model;

namespace MnistLstm.Generators.Parsing;

/// <summary>Reads a spec's values, checks them against each other, and builds the model of it.</summary>
internal sealed class SpecBuilder
{
    private readonly MappingReader _mapping;
    private readonly SourceText _text;
    private readonly DiagnosticBag _diagnostics;
    private readonly ValueReader _values;
    private readonly Dictionary<string, string> _canonical = [];
    private readonly Dictionary<string, string> _digits = [];
    private string? _description;
    private ReferenceSpec? _reference;

    public SpecBuilder(MappingReader mapping, SourceText text, DiagnosticBag diagnostics)
    {
        _mapping = mapping;
        _text = text;
        _diagnostics = diagnostics;
        _values = new ValueReader(diagnostics);
    }

    /// <summary>Reports all that is wrong; the spec when nothing is and it has a name, else null.</summary>
    public ExperimentSpec? Build(SpecName? name)
    {
        foreach (SpecKey key in KeyTable.Keys)
        {
            ReadValue(key);
            if (key.Later && _mapping[key] is not null)
            {
                _diagnostics.Report(DiagnosticDescriptors.NotSupportedYet, _mapping.KeySpan(key), $"'{key.Name}'", "leave the key out");
            }
        }

        CheckSamples(KeyTable.TrainSamples, "training", set => set.TrainImages);
        CheckSamples(KeyTable.TestSamples, "test", set => set.TestImages);

        // A matrix or the cases may give what a rule misses here, and so may what a fault in the text hides.
        if (_mapping.IsWhole && _mapping[KeyTable.Matrix] is null && _mapping[KeyTable.Cases] is null)
        {
            new KeyRules(_mapping, _canonical, _diagnostics).Check();
        }

        ModelShape? shape = Shape();
        return name is null || shape is null || !_diagnostics.IsEmpty
            ? null
            : new ExperimentSpec(name, shape, Training(), new EquatableArray<SettingValue>(KeyTable.Settings.Select(key => new SettingValue(key.Name, _canonical[key.Name], key.Default))));
    }

    /// <summary>The part of a built spec that affects no result.</summary>
    public SpecOrigin Origin(string sha256) =>
        new(sha256, new EquatableArray<int>(KeyTable.Settings.Select(_mapping.Line)), _description, _reference);

    private void ReadValue(SpecKey key)
    {
        if (_mapping[key] is not { } node)
        {
            if (key.Default is not null && !_mapping.IsMisspelt(key))
            {
                _canonical[key.Name] = key.Default;
                _digits[key.Name] = key.Default;
            }

            return;
        }

        string? canonical = null;
        switch (key.Kind)
        {
            case ValueKind.Integer:
                canonical = _values.Integer(key, node)?.ToString(CultureInfo.InvariantCulture);
                break;
            case ValueKind.Boolean:
                canonical = _values.Boolean(key, node) is bool value ? (value ? "true" : "false") : null;
                break;
            case ValueKind.Word:
                canonical = _values.Word(key, node);
                break;
            case ValueKind.Float when _values.Float(key, node) is { } digits:
                canonical = NumberText.Canonical(NumberText.ToDouble(digits));
                _digits[key.Name] = digits;
                break;
            case ValueKind.Text:
                _description = _values.Text(key, node);
                break;
            case ValueKind.Mapping when key == KeyTable.Reference:
                _reference = new ReferenceParser(_values, _text, _diagnostics).Parse(node, Number(KeyTable.Epochs));
                break;
        }

        if (canonical is not null)
        {
            _canonical[key.Name] = canonical;
        }
    }

    // All of a set's images and no limit are one and the same run: both become "all".
    private void CheckSamples(SpecKey key, string which, System.Func<DatasetSize, int> size)
    {
        if (Number(key) is not long count || !_canonical.TryGetValue(KeyTable.Dataset.Name, out string? name))
        {
            return;
        }

        DatasetSize set = DatasetSize.All.First(set => set.Name == name);
        if (count > size(set))
        {
            string available = size(set).ToString(CultureInfo.InvariantCulture);
            _diagnostics.Report(DiagnosticDescriptors.TooManySamples, _mapping[key]!.Span, key.Name, _canonical[key.Name], name, available, which);
        }
        else if (count == size(set))
        {
            _canonical[key.Name] = key.Default!;
        }
    }

    private ModelShape? Shape()
    {
        if (Number(KeyTable.HiddenSize) is not long hidden || Number(KeyTable.Layers) is not long layers
            || Word(KeyTable.Direction) is not { } direction || Word(KeyTable.Cell) is not { } cell || Word(KeyTable.Dropout) is not { } dropout
            || Word(KeyTable.Readout) is not { } readout || Word(KeyTable.Head) is not { } head)
        {
            return null;
        }

        ModelShape shape = new(
            RecurrentCell.Of(cell),
            (int)hidden,
            (int)layers,
            direction == "bidirectional",
            dropout == KeyTable.Dropout.Default ? null : new Probability(Literal(KeyTable.Dropout), dropout),
            readout == "final_states",
            head == "softmax");
        if (shape.ParameterCount > int.MaxValue)
        {
            _diagnostics.Report(
                DiagnosticDescriptors.ModelTooLarge,
                _mapping[KeyTable.HiddenSize]!.Span,
                shape.ParameterCount.ToString("N0", CultureInfo.InvariantCulture),
                int.MaxValue.ToString("N0", CultureInfo.InvariantCulture));
        }

        return shape;
    }

    private TrainingSpec Training() => new(
        _canonical[KeyTable.Dataset.Name],
        (int?)Number(KeyTable.TrainSamples),
        (int?)Number(KeyTable.TestSamples),
        (int)Number(KeyTable.BatchSize)!.Value,
        Optimizer(Word(KeyTable.Optimizer)!),
        (int)Number(KeyTable.Epochs)!.Value,
        Number(KeyTable.Seed)!.Value,
        Word(KeyTable.Evaluate) == "each_epoch");

    private OptimizerSpec Optimizer(string word) => new(
        word,
        Literal(KeyTable.LearningRate),
        KeyTable.Momentum.IsFor(word) ? Literal(KeyTable.Momentum) : null,
        KeyTable.Nesterov.IsFor(word) ? Word(KeyTable.Nesterov) == "true" : null,
        Literal(KeyTable.WeightDecay));

    private string Literal(SpecKey key) => NumberText.ToLiteral(_digits[key.Name]);

    private string? Word(SpecKey key) => _canonical.TryGetValue(key.Name, out string? word) ? word : null;

    private long? Number(SpecKey key) =>
        _canonical.TryGetValue(key.Name, out string? text) && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
}
