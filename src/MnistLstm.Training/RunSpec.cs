using System.Globalization;
using System.Runtime.CompilerServices;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Loop;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Training;

/// <summary>One row of the generated catalog: one training run, everything about it that is known before it starts.</summary>
public sealed record RunSpec
{
    /// <summary>The full name: <c>lstm-128</c>, or <c>sweeps/hidden-size[hidden_size=32,seed=1]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The name of the YAML file it comes from, without folder <c>experiments/</c> and ending: <c>sweeps/hidden-size</c>.</summary>
    public required string Experiment { get; init; }

    /// <summary>The YAML file, relative to the repository: <c>experiments/lstm-128.yaml</c>.</summary>
    public required string SpecPath { get; init; }

    /// <summary>SHA-256, lower-case hex, of the YAML's text (UTF-8, without byte order mark) when it was built in: tells a YAML changed since.</summary>
    public required string SpecSha256 { get; init; }

    /// <summary>SHA-256, lower-case hex, of the emitted model and trainer source, their number of epochs apart: a longer run is made by the same
    /// code.</summary>
    public required string CodeSha256 { get; init; }

    /// <summary>The hand-written part of the model and the trainer; null when there is none.</summary>
    public RunHooks? Hooks { get; init; }

    /// <summary>The spec's <c>description</c>.</summary>
    public string? Description { get; init; }

    /// <summary>Published figures to compare with.</summary>
    public PublishedReference? Reference { get; init; }

    /// <summary>The file of the weights that the run begins with, as it was named, for messages; null where its seed gives them.</summary>
    internal string? WeightsFile { get; init; }

    /// <summary>Every result-affecting key in the order of docs/spec.md, with the value it resolved to.</summary>
    public required IReadOnlyList<Setting> Settings { get; init; }

    /// <summary>The data set's name: <c>mnist</c>.</summary>
    public required string Dataset { get; init; }

    /// <summary>The data set; one of the program's own is found by its name.</summary>
    /// <exception cref="ArgumentException">The program has no data set of that name, and none was given.</exception>
    public DatasetDefinition Data { get => field ?? DatasetCatalog.Get(Dataset); init; }

    /// <summary>Use only the first N training samples; null for all.</summary>
    public int? TrainSamples { get; init; }

    /// <summary>Use only the first N test samples; null for all.</summary>
    public int? TestSamples { get; init; }

    /// <summary>Training samples that are held out for validation, of the data set as it is; 0 for none.</summary>
    public int ValidationSamples { get => ValidationFraction == 0 ? field : HeldOutOf(Data.TrainCount); init; }

    /// <summary>The seed of a random choice of the samples that are held out; null for the last ones.</summary>
    public long? ValidationSeed => long.TryParse(Find(SpecKeys.ValidationSeed), NumberStyles.None, CultureInfo.InvariantCulture, out long seed) ? seed : null;

    /// <summary>Whether the result is the epoch with the least validation loss, not the last one.</summary>
    public bool RestoresBest => Find(SpecKeys.RestoreBest) == "true";

    /// <summary>Number of epochs; where steps are counted, of evaluations.</summary>
    public int Epochs { get => Steps is { } steps ? (steps + StepsPerEvaluation - 1) / StepsPerEvaluation : field; init; }

    /// <summary>Number of training steps; null where epochs are counted.</summary>
    public int? Steps => Find(SpecKeys.Steps) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int steps) ? steps : null;

    /// <summary>Training steps from one row of metrics to the next: those of an epoch, or <c>eval_every</c>.</summary>
    public int StepsPerEvaluation =>
        Steps is not null && int.TryParse(Find(SpecKeys.EvalEvery), NumberStyles.None, CultureInfo.InvariantCulture, out int every) ? every : StepsPerEpoch;

    /// <summary>The training steps that are done after a row of metrics where steps are counted; null where epochs are.</summary>
    /// <param name="row">The row, from 1.</param>
    public int? StepAt(int row) => Steps is { } steps ? (int)Math.Min((long)row * StepsPerEvaluation, steps) : null;

    /// <summary>Epochs without a new least validation loss that end the run before its last epoch; 0 for none.</summary>
    public int EarlyStoppingPatience { get; init; }

    /// <summary>Seed of the random state.</summary>
    public required long Seed { get; init; }

    /// <summary>What the model is made of.</summary>
    public required Network Network { get; init; }

    /// <summary>Number of trained parameters: the network's, unless a stored result of an earlier spec says its own.</summary>
    public int Parameters { get => field > 0 ? field : (int)Network.ParameterCount; init; }

    /// <summary>Builds the typed model of this run, uninitialised; for looking at it, or to load weights into.</summary>
    public required Func<SequenceClassifier> CreateModel { get; init; }

    /// <summary>Builds the typed trainer of this run.</summary>
    public required Func<Dataset, TrainingOptions, Trainer> CreateTrainer { get; init; }

    /// <summary>Builds what changes the learning rate from epoch to epoch; null where it stays as it is.</summary>
    public Func<LrScheduler?> CreateScheduler { get => CreateStepScheduler is { } create ? () => create(StepsPerEpoch) : field; init; } = static () => null;

    /// <summary>The same where it changes after every training step: takes the steps of an epoch. Null where it changes after every epoch.</summary>
    public Func<int, LrScheduler?>? CreateStepScheduler { get; init; }

    /// <summary>Training steps of an epoch on the data set as it is.</summary>
    public int StepsPerEpoch
    {
        get
        {
            int batch = int.Parse(this[SpecKeys.BatchSize], CultureInfo.InvariantCulture);
            return (TrainedSamples(Data.TrainCount) + (Find(SpecKeys.DropLast) == "true" ? 0 : batch - 1)) / batch;
        }
    }

    /// <summary>The emitted C# of the model, as <c>show --code</c> prints it.</summary>
    public required Func<string> ModelCode { get; init; }

    /// <summary>The emitted C# of the <c>torch.nn.Module</c> and its trainer, which a build with TorchSharp compiles.</summary>
    public required Func<string> TorchSharpCode { get; init; }

    /// <summary>Builds the TorchSharp trainer of this run; null in a build without TorchSharp.</summary>
    public Func<Dataset, TrainingOptions, Trainer>? CreateTorchTrainer { get; init; }

    /// <summary>How many samples there are to train on in an epoch.</summary>
    /// <param name="available">The training samples the data set has.</param>
    public int TrainedSamples(int available) => (TrainSamples ?? available) - HeldOutOf(available);

    /// <summary>How many samples are held out.</summary>
    /// <param name="available">The training samples the data set has.</param>
    public int HeldOutOf(int available) =>
        ValidationFraction == 0 ? ValidationSamples : HeldOut.Count(TrainSamples ?? available, samples: 0, ValidationFraction);

    /// <summary>The fewest training samples of a data set that the run could be trained on.</summary>
    public int LeastTrainSamples => TrainSamples ?? (ValidationFraction > 0 ? (int)Math.Ceiling(1 / ValidationFraction) + 1 : ValidationSamples + 1);

    /// <summary>The epoch whose weights and figures are the result; null when there is none.</summary>
    /// <param name="epochs">The epochs so far, in their order.</param>
    public EpochMetrics? ResultOf(IReadOnlyList<EpochMetrics> epochs) => BestEpoch.Of(epochs, RestoresBest);

    /// <summary>Whether these epochs are the whole run: all of them, or as many as there are until it is stopped early.</summary>
    /// <param name="epochs">The epochs so far, in their order.</param>
    public bool IsWhole(IReadOnlyList<EpochMetrics> epochs) => EarlyStopping.IsWhole(Epochs, EarlyStoppingPatience, epochs);

    /// <summary>Whether values are normalised, or put into another order, before the model reads them.</summary>
    public bool PreparesData => Settings.Any(s => s.Key is SpecKeys.Normalize or SpecKeys.Permutation && s.Value != SpecWords.None);

    /// <summary>What the model's outputs are judged by.</summary>
    public LossFunction Loss => Find(SpecKeys.Loss) is { } loss ? LossWords.Of(loss) : LossFunction.CrossEntropy;

    /// <summary>Whether numbers are predicted, not classes: then errors stand where accuracies do else.</summary>
    public bool PredictsNumbers => Loss != LossFunction.CrossEntropy;

    /// <summary>Whether the network is said by the setting <c>model</c>, and the flat keys of one are not among the settings.</summary>
    public bool HasModelBlock => SettingOf(SpecKeys.Model) is not null;

    private double ValidationFraction => Find(SpecKeys.ValidationFraction) is { } text and not "0" ? double.Parse(text, CultureInfo.InvariantCulture) : 0;

    private string? Find(string key) => SettingOf(key)?.Value;

    /// <summary>The setting of a key; null where there is none. Asked for many times of each of ten thousand runs, so without a query.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal Setting? SettingOf(string key)
    {
        IReadOnlyList<Setting> settings = Settings;
        for (int i = 0; i < settings.Count; i++)
        {
            if (settings[i].Key == key)
            {
                return settings[i];
            }
        }

        return null;
    }

    /// <summary>The value of a key in canonical text. Throws <see cref="KeyNotFoundException"/> for a key the table does not have.</summary>
    public string this[string key] =>
        Find(key) ?? throw new KeyNotFoundException($"{Name} has no setting '{key}'");
}
