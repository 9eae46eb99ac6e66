using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MnistLstm.Generators.Model.Networks;
using MnistLstm.Generators.Model.Training;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>The values of one run, defaults among them. What was reported as wrong is absent.</summary>
internal sealed class RunValues
{
    private readonly Dictionary<string, KeyValue> _values;
    private readonly Network? _model;

    /// <param name="values">The values.</param>
    /// <param name="model">The network that <c>model</c> says; null where the flat keys do.</param>
    public RunValues(IEnumerable<KeyValue> values, Network? model)
        : this(values.ToDictionary(value => value.Key.Name), model)
    {
    }

    private RunValues(Dictionary<string, KeyValue> values, Network? model) => (_values, _model) = (values, model);

    /// <summary>The keys that are the run's settings.</summary>
    public IEnumerable<SpecKey> Settings =>
        KeyTable.Settings.Where(key => this[KeyTable.Model] is null ? key != KeyTable.Model : !KeyTable.Network.Contains(key));

    /// <summary>A key's value; null when it is absent.</summary>
    public KeyValue? this[SpecKey key] => _values.TryGetValue(key.Name, out KeyValue? value) ? value : null;

    /// <summary>These values with others in their place.</summary>
    public RunValues With(IEnumerable<KeyValue> values)
    {
        Dictionary<string, KeyValue> changed = new(_values);
        foreach (KeyValue value in values)
        {
            changed[value.Key.Name] = value;
        }

        return new RunValues(changed, _model);
    }

    /// <summary>
    /// A value in canonical text. All of a set's images and no limit are one and the same run: both are "all". So are a <c>t_max</c> of all epochs and none.
    /// </summary>
    public string? Word(SpecKey key)
    {
        string? text = this[key]?.Canonical;
        if (key == KeyTable.TMax && text is not null && text == this[KeyTable.Epochs]?.Canonical)
        {
            return key.Default;
        }

        return text is not null && Available(key) is int available && text == available.ToString(CultureInfo.InvariantCulture) ? key.Default : text;
    }

    /// <summary>An integer; null when it is absent, or no number.</summary>
    public long? Number(SpecKey key) =>
        Word(key) is { } text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>A float as a C# literal.</summary>
    public string Literal(SpecKey key) => NumberText.ToLiteral(this[key]!.Digits);

    /// <summary>The images there are for a key that counts them; null for other keys, and without a data set.</summary>
    public int? Available(SpecKey key) =>
        this[KeyTable.Dataset]?.Canonical is not { } name ? null
        : key == KeyTable.TrainSamples ? DatasetSize.All.First(set => set.Name == name).TrainImages
        : key == KeyTable.TestSamples ? DatasetSize.All.First(set => set.Name == name).TestImages
        : null;

    /// <summary>The network; null when a value that makes it is absent.</summary>
    public Network? Network() => _model ?? FlatNetwork();

    /// <summary>The training, of values that are all there.</summary>
    public TrainingSpec Training() => new(
        Word(KeyTable.Dataset)!,
        (int?)Number(KeyTable.TrainSamples),
        (int?)Number(KeyTable.TestSamples),
        (int)Number(KeyTable.ValidationSamples)!.Value,
        (int)Number(KeyTable.BatchSize)!.Value,
        Optimizer(Word(KeyTable.Optimizer)!),
        Word(KeyTable.ClipGradNorm) == KeyTable.ClipGradNorm.Default ? null : Literal(KeyTable.ClipGradNorm),
        Scheduler(Word(KeyTable.LrScheduler)!),
        (int)Number(KeyTable.Epochs)!.Value,
        Number(KeyTable.Seed)!.Value,
        Word(KeyTable.Evaluate) == SpecWords.EachEpoch,
        (int)Number(KeyTable.EarlyStoppingPatience)!.Value);

    private SchedulerSpec Scheduler(string word)
    {
        // As given: what is all epochs of one run need not be so of the next.
        string? argument(SpecKey key) => !key.Schedulers.Contains(word) ? null : key.Kind == ValueKind.Float ? Literal(key) : this[key]!.Canonical;
        return new SchedulerSpec(
            word,
            argument(KeyTable.StepSize),
            argument(KeyTable.Gamma),
            argument(KeyTable.TMax),
            argument(KeyTable.EtaMin),
            argument(KeyTable.StartFactor),
            argument(KeyTable.EndFactor),
            argument(KeyTable.TotalIters));
    }

    private Network? FlatNetwork() =>
        Number(KeyTable.InputSize) is not long input || Number(KeyTable.HiddenSize) is not long hidden || Number(KeyTable.Layers) is not long layers
        || Word(KeyTable.Direction) is not { } direction || Word(KeyTable.Cell) is not { } cell || Word(KeyTable.Dropout) is not { } dropout
        || Word(KeyTable.Readout) is not { } readout || Word(KeyTable.Head) is not { } head
            ? null
            : ImageNetwork.Flat(
                (int)input,
                cell,
                (int)hidden,
                (int)layers,
                direction == SpecWords.Bidirectional,
                NumberText.ToDouble(dropout),
                readout,
                head == SpecWords.SoftmaxHead);

    private OptimizerSpec Optimizer(string word) => new(
        word,
        Literal(KeyTable.LearningRate),
        KeyTable.Momentum.IsFor(word) ? Literal(KeyTable.Momentum) : null,
        KeyTable.Nesterov.IsFor(word) ? Word(KeyTable.Nesterov) == "true" : null,
        Literal(KeyTable.WeightDecay));
}
