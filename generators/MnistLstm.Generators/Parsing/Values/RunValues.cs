using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Model.Networks;
using MnistLstm.Generators.Model.Training;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>The values of one run, defaults among them. What was reported as wrong is absent.</summary>
internal sealed class RunValues
{
    private static readonly SpecKey[] s_ofSchedulers = KeyTable.Settings
        .Where(key => key.Schedulers.Count > 0)
        .Except([ScheduleKeys.LrSchedulerInterval, ScheduleKeys.WarmupIters, ScheduleKeys.WarmupStartFactor])
        .ToArray();

    private readonly Dictionary<string, KeyValue> _values;
    private readonly Network? _model;
    private readonly DatasetTable _datasets;

    /// <param name="values">The values.</param>
    /// <param name="model">The network that <c>model</c> says; null where the flat keys do.</param>
    /// <param name="datasets">The data sets there are.</param>
    public RunValues(IEnumerable<KeyValue> values, Network? model, DatasetTable datasets)
        : this(values.ToDictionary(value => value.Key.Name), model, datasets)
    {
    }

    private RunValues(Dictionary<string, KeyValue> values, Network? model, DatasetTable datasets) => (_values, _model, _datasets) = (values, model, datasets);

    /// <summary>The data set; null where its name is wrong, and where its manifest is.</summary>
    public DatasetFacts? Data => this[KeyTable.Dataset]?.Canonical is { } name ? _datasets.Find(name) : null;

    /// <summary>The keys that are the run's settings.</summary>
    public IEnumerable<SpecKey> Settings => KeyTable.Settings
        .Where(key => this[KeyTable.Model] is null ? key != KeyTable.Model : !KeyTable.Network.Contains(key))
        .Where(key => CountsSteps ? key != KeyTable.Epochs : key != StepKeys.Steps && key != StepKeys.EvalEvery);

    /// <summary>Whether training steps are counted, not epochs.</summary>
    public bool CountsSteps => this[KeyTable.Epochs] is null && this[StepKeys.Steps] is { Level: not ValueLevel.Default };

    /// <summary>A key's value; null when it is absent.</summary>
    public KeyValue? this[SpecKey key] => _values.TryGetValue(key.Name, out KeyValue? value) ? value : null;

    /// <summary>Whether a key has another value than its default.</summary>
    public bool IsGiven(SpecKey key) => Word(key) is { } word && word != key.Default;

    /// <summary>Of the values that break a rule together the closest to the run; the first of those that are equally close. The first is there.</summary>
    public KeyValue Blamed(params SpecKey[] keys)
    {
        KeyValue blamed = this[keys[0]]!;
        foreach (SpecKey key in keys.Skip(1))
        {
            blamed = this[key] is { } other && other.Level > blamed.Level ? other : blamed;
        }

        return blamed;
    }

    /// <summary>These values with others in their place.</summary>
    public RunValues With(IEnumerable<KeyValue> values)
    {
        Dictionary<string, KeyValue> changed = new(_values);
        foreach (KeyValue value in values)
        {
            changed[value.Key.Name] = value;
        }

        return new RunValues(changed, _model, _datasets);
    }

    /// <summary>
    /// A value in canonical text. All of a set's images and no limit are one and the same run: both are "all". So are a <c>t_max</c> of all epochs and none.
    /// </summary>
    public string? Word(SpecKey key)
    {
        if ((key == KeyTable.InputSize || key == KeyTable.Loss) && this[key] is { Level: ValueLevel.Default })
        {
            return Default(key);
        }

        string? text = this[key]?.Canonical;
        if (key == ScheduleKeys.TMax && text is not null && text == this[KeyTable.Epochs]?.Canonical && CountsAllEpochs)
        {
            return key.Default;
        }

        if (key == OptimizerKeys.Eps && text is not null && Word(OptimizerKeys.Optimizer) is { } optimizer && text == OptimizerDefaults.Epsilon(optimizer))
        {
            return key.Default;
        }

        return text is not null && Available(key) is int available && text == available.ToString(CultureInfo.InvariantCulture) ? key.Default : text;
    }

    // Behind a warm-up, or counted in training steps, all epochs are another number.
    private bool CountsAllEpochs =>
        Word(ScheduleKeys.WarmupIters) == ScheduleKeys.WarmupIters.Default && Word(ScheduleKeys.LrSchedulerInterval) == SpecWords.AfterEpoch;

    /// <summary>Training steps of an epoch; null where that is not known.</summary>
    public long? StepsPerEpoch() => UsedSamples() is long used && HeldOut() is long held && Number(KeyTable.BatchSize) is long batch && held < used
        ? (used - held + (Word(KeyTable.DropLast) == "true" ? 0 : batch - 1)) / batch
        : null;

    /// <summary>What serves when a key is absent: for <c>input_size</c> the features that the data set has, and its kind says the loss.</summary>
    public string? Default(SpecKey key) =>
        Data is not { } data ? key.Default
        : key == KeyTable.InputSize ? data.Shape.Features.ToString(CultureInfo.InvariantCulture)
        : key == KeyTable.Loss && data.Shape.HasTargets ? SpecWords.MseLoss
        : key.Default;

    /// <summary>An integer; null when it is absent, or no number.</summary>
    public long? Number(SpecKey key) =>
        Word(key) is { } text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;

    /// <summary>A float as a C# literal.</summary>
    public string Literal(SpecKey key) => NumberText.ToLiteral(this[key]!.Digits);

    /// <summary>The samples there are for a key that counts them; null for other keys, and without a data set.</summary>
    public int? Available(SpecKey key) =>
        key == KeyTable.TrainSamples ? Data?.TrainCount : key == KeyTable.TestSamples ? Data?.TestCount : null;

    /// <summary>The network; null when a value that makes it is absent.</summary>
    public Network? Network() => (_model ?? FlatNetwork()) is not { } network ? null
        : KeyTable.Initial.All(key => Word(key) == key.Default) ? network : network.With(Initialization());

    /// <summary>The training, of values that are all there.</summary>
    public TrainingSpec Training() => new(
        Word(KeyTable.Dataset)!,
        (int?)Number(KeyTable.TrainSamples),
        (int?)Number(KeyTable.TestSamples),
        (int)Number(KeyTable.ValidationSamples)!.Value,
        GivenLiteral(KeyTable.ValidationFraction),
        (int?)Number(KeyTable.ValidationSeed),
        (int)Number(KeyTable.BatchSize)!.Value,
        Word(KeyTable.Shuffle) == "true",
        Word(KeyTable.DropLast) == "true",
        Optimizer(Word(OptimizerKeys.Optimizer)!),
        GivenLiteral(KeyTable.ClipGradNorm),
        GivenLiteral(KeyTable.ClipGradValue),
        Scheduler(Word(ScheduleKeys.LrScheduler)!),
        (int)(Number(KeyTable.Epochs) ?? 0),
        CountsSteps ? (int?)Number(StepKeys.Steps) : null,
        CountsSteps ? (int?)Number(StepKeys.EvalEvery) : null,
        Number(KeyTable.Seed)!.Value,
        Word(KeyTable.Evaluate) == SpecWords.EachEpoch,
        (int)Number(KeyTable.EarlyStoppingPatience)!.Value,
        Word(KeyTable.RestoreBest) == "true",
        Word(KeyTable.Normalize) == KeyTable.Normalize.Default ? null : this[KeyTable.Normalize]!.Digits,
        (int?)Number(KeyTable.Permutation),
        Word(KeyTable.Loss)!,
        Word(KeyTable.ClassWeights) == KeyTable.ClassWeights.Default ? null : this[KeyTable.ClassWeights]!.Digits,
        GivenLiteral(KeyTable.LabelSmoothing));

    // What was reported as wrong is as if it were not given.
    private NetworkInitialization Initialization()
    {
        WeightInit? init(SpecKey key) => Word(key) is { } text ? WeightInit.Parse(text) : null;
        return new NetworkInitialization(init(KeyTable.WeightIhInit), init(KeyTable.WeightHhInit), init(KeyTable.LinearInit), init(KeyTable.BiasInit),
            Word(KeyTable.ForgetBias) is { } bias && bias != KeyTable.ForgetBias.Default ? NumberText.ToDouble(bias) : null);
    }

    /// <summary>How many samples are held out; null where that is not known.</summary>
    public long? HeldOut()
    {
        if (Number(KeyTable.ValidationSamples) is not long samples || Word(KeyTable.ValidationFraction) is not { } fraction)
        {
            return null;
        }

        return samples > 0 || fraction == KeyTable.ValidationFraction.Default ? samples
            : UsedSamples() is long used ? (long)System.Math.Floor(used * NumberText.ToDouble(fraction))
            : null;
    }

    /// <summary>The training samples in use, held-out ones among them; null where they are not known.</summary>
    public long? UsedSamples() =>
        this[KeyTable.TrainSamples] is null || Available(KeyTable.TrainSamples) is not int available ? null : Number(KeyTable.TrainSamples) ?? available;

    private string? GivenLiteral(SpecKey key) => Word(key) == key.Default ? null : Literal(key);

    private SchedulerSpec Scheduler(string word) => new(
        word,
        new(s_ofSchedulers.Where(key => key.Schedulers.Contains(word)).Select(key => new ArgumentSpec(key.Name, Argument(key)))),
        word == SpecWords.OneCycle || Word(ScheduleKeys.LrSchedulerInterval) == SpecWords.AfterStep,
        (int)Number(ScheduleKeys.WarmupIters)!.Value,
        Literal(ScheduleKeys.WarmupStartFactor));

    // As given: what is all epochs of one run need not be so of the next.
    private string Argument(SpecKey key) => key.Kind switch
    {
        ValueKind.Float => Literal(key),
        ValueKind.Word => $"\"{this[key]!.Canonical}\"",
        _ => this[key]!.Digits,
    };

    private Network? FlatNetwork() =>
        Number(KeyTable.InputSize) is not long input || Number(KeyTable.HiddenSize) is not long hidden || Number(KeyTable.Layers) is not long layers
        || Word(KeyTable.Direction) is not { } direction || Word(KeyTable.Cell) is not { } cell || Word(KeyTable.Dropout) is not { } dropout
        || Word(KeyTable.Readout) is not { } readout || Word(KeyTable.Head) is not { } head
        || Word(KeyTable.Nonlinearity) is not { } nonlinearity || Word(KeyTable.Bias) is not { } bias
        || (nonlinearity != KeyTable.Nonlinearity.Default && !KeyTable.Nonlinearity.Cells.Contains(cell))
        || !Shape.IsDividedBy(input)
            ? null
            : DataNetwork.Flat(
                Shape,
                (int)input,
                cell,
                (int)hidden,
                (int)layers,
                direction == SpecWords.Bidirectional,
                NumberText.ToDouble(dropout),
                nonlinearity,
                bias == "true",
                readout,
                head == SpecWords.SoftmaxHead);

    // Of a data set that is not known another one's, so that what else is wrong is found; no code is emitted.
    private DatasetShape Shape => (Data ?? _datasets.Find(KeyTable.Dataset.Default!)!).Shape;

    private OptimizerSpec Optimizer(string word) => new(
        word,
        Literal(KeyTable.LearningRate),
        OptimizerKeys.Momentum.IsFor(word) ? Literal(OptimizerKeys.Momentum) : null,
        OptimizerKeys.Nesterov.IsFor(word) ? Word(OptimizerKeys.Nesterov) == "true" : null,
        Literal(OptimizerKeys.WeightDecay),
        new(KeyTable.Settings
            .Where(key => key.Optimizers.Contains(word) && key != OptimizerKeys.Momentum && key != OptimizerKeys.Nesterov && Word(key) != key.Default)
            .Select(key => new ArgumentSpec(key.Name, key.Kind is ValueKind.Float ? Literal(key) : this[key]!.Digits))));
}
