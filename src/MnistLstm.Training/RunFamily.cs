using System.Globalization;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Training;

/// <summary>What the runs of one YAML file have in common; each run adds the values it differs in.</summary>
public sealed record RunFamily
{
    /// <inheritdoc cref="RunSpec.Experiment"/>
    public required string Experiment { get; init; }

    /// <inheritdoc cref="RunSpec.SpecPath"/>
    public required string SpecPath { get; init; }

    /// <inheritdoc cref="RunSpec.SpecSha256"/>
    public required string SpecSha256 { get; init; }

    /// <inheritdoc cref="RunSpec.Hooks"/>
    public RunHooks? Hooks { get; init; }

    /// <inheritdoc cref="RunSpec.Description"/>
    public string? Description { get; init; }

    /// <inheritdoc cref="RunSpec.Reference"/>
    public PublishedReference? Reference { get; init; }

    /// <summary>The data sets of manifests that runs are trained on; none where they are the program's own.</summary>
    public IReadOnlyList<DatasetDefinition> Datasets { get; init; } = [];

    /// <summary>Every result-affecting key in the order of docs/spec.md, with what holds where a run has no value of its own.</summary>
    public required IReadOnlyList<Setting> Settings { get; init; }

    /// <summary>A row of the catalog.</summary>
    /// <param name="model">The run's model.</param>
    /// <param name="values">Its own values in canonical text, as its name has them between brackets: <c>hidden_size=32,seed=1</c>.</param>
    /// <param name="lines">For each of them the line of the YAML that gives it.</param>
    /// <param name="createModel">Builds the model, uninitialised.</param>
    /// <param name="createTrainer">Builds the trainer.</param>
    /// <param name="createScheduler">Builds what changes the learning rate; null where no run of the family has it.</param>
    /// <param name="createTorchTrainer">Builds the TorchSharp trainer; null in a build without TorchSharp.</param>
    /// <param name="createStepScheduler">The same where it changes after every training step of a run, given the steps of an epoch.</param>
    /// <exception cref="ArgumentException">The values are not of this form, name a key there is not, or are more or fewer than the lines.</exception>
    public RunSpec Run(
        FamilyNetwork model,
        string values,
        IReadOnlyList<int> lines,
        Func<SequenceClassifier> createModel,
        Func<Dataset, TrainingOptions, Trainer> createTrainer,
        Func<LrScheduler?>? createScheduler = null,
        Func<Dataset, TrainingOptions, Trainer>? createTorchTrainer = null,
        Func<int, LrScheduler?>? createStepScheduler = null)
    {
        Setting[] settings = [.. Settings];
        string[] parts = [.. SettingText.Parts(values)];
        if (parts.Length != lines.Count)
        {
            throw new ArgumentException($"{Experiment}: expected a line for each of '{values}', got {lines.Count}", nameof(lines));
        }

        for (int i = 0; i < parts.Length; i++)
        {
            (string key, string? value) = SettingText.Pair(parts[i]);
            int at = value is null ? -1 : Array.FindIndex(settings, setting => setting.Key == key);
            if (at < 0)
            {
                throw new ArgumentException($"{Experiment}: '{parts[i]}' in '{values}' is not a 'key=value' of this family", nameof(values));
            }

            settings[at] = settings[at] with { Value = value!, Line = lines[i] };
        }

        string Text(string key) => Array.Find(settings, setting => setting.Key == key)!.Value;
        int Number(string key) => int.Parse(Text(key), CultureInfo.InvariantCulture);
        int? Count(string key) => Text(key) == SpecWords.AllSamples ? null : Number(key);
        return new RunSpec
        {
            Name = $"{Experiment}[{values}]",
            Experiment = Experiment,
            SpecPath = SpecPath,
            SpecSha256 = SpecSha256,
            CodeSha256 = model.CodeSha256,
            Hooks = Hooks,
            Description = Description,
            Reference = Reference,
            Settings = settings,
            Dataset = Text(SpecKeys.Dataset),
            Data = Datasets.FirstOrDefault(set => set.Name == Text(SpecKeys.Dataset))!,
            TrainSamples = Count(SpecKeys.TrainSamples),
            TestSamples = Count(SpecKeys.TestSamples),
            ValidationSamples = Number(SpecKeys.ValidationSamples),
            Epochs = Array.Exists(settings, setting => setting.Key == SpecKeys.Epochs) ? Number(SpecKeys.Epochs) : 0,
            EarlyStoppingPatience = Number(SpecKeys.EarlyStoppingPatience),
            Seed = long.Parse(Text(SpecKeys.Seed), CultureInfo.InvariantCulture),
            Network = model.Network,
            CreateModel = createModel,
            CreateTrainer = createTrainer,
            CreateScheduler = createScheduler ?? (static () => null),
            CreateStepScheduler = createStepScheduler,
            ModelCode = model.Code,
            TorchSharpCode = model.TorchSharpCode,
            CreateTorchTrainer = createTorchTrainer,
        };
    }
}
