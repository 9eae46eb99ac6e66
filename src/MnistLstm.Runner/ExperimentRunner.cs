using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Predictions;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Fetch;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner;

/// <summary>
/// A program's runs, from C# without the command line: the same results folder, the same files, the same bits. Safe to use from any thread; of one run's
/// trainings the later waits for the earlier, also for one in another process.
/// </summary>
public sealed class ExperimentRunner
{
    private readonly ExperimentRunnerOptions _options;
    private readonly RepositoryLayout _layout;
    private readonly RunService _service;

    /// <summary>Nothing is read or trained yet.</summary>
    /// <param name="catalog">All runs: <c>ExperimentCatalog.Runs</c>.</param>
    /// <param name="options">Where things lie, and how to train; null for the defaults.</param>
    /// <exception cref="DirectoryNotFoundException">No root was given, and none is found.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Threads or bytes below 1.</exception>
    public ExperimentRunner(IReadOnlyList<RunSpec> catalog, ExperimentRunnerOptions? options = null)
    {
        Runs = catalog;
        _options = options ?? new ExperimentRunnerOptions();
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Threads, 1, "options.Threads");
        ArgumentOutOfRangeException.ThrowIfLessThan(_options.Memory ?? 1, 1, "options.Memory");
        _layout = _options.Root is { } root ? new RepositoryLayout(root, _options.Results) : RepositoryLayout.Find(results: _options.Results);
        _service = new RunService(_layout, readOnlySnapshots: true, new RunEngines(null), ExactEngine.Instance);
    }

    /// <summary>All runs.</summary>
    public IReadOnlyList<RunSpec> Runs { get; }

    /// <summary>The run of a full name.</summary>
    /// <param name="name">As <c>sweep</c> prints it: <c>lstm-128</c>, or of a family <c>sweeps/hidden-size[hidden_size=32,seed=1]</c>.</param>
    /// <exception cref="KeyNotFoundException">No run is called so; the message names one that is called nearly so.</exception>
    public RunSpec this[string name] => Runs.FirstOrDefault(run => run.Name == name)
        ?? throw new KeyNotFoundException($"no run is called '{name}'{Suggestion.Phrase(name, Runs.Select(run => run.Name))}");

    /// <summary>A run that begins with weights of elsewhere: fine-tuning. Results, checkpoints and comparisons are its own, apart from those of the run as its
    /// spec says it.</summary>
    /// <param name="name">The run's full name.</param>
    /// <param name="weights">A safetensors file with the model's parameters under PyTorch's names.</param>
    /// <exception cref="KeyNotFoundException">No run is called so.</exception>
    /// <exception cref="InvalidDataException">The file's tensors are not the model's.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public RunSpec From(string name, string weights) => StartingWeights.Of(this[name], weights);

    /// <summary>Trains a run on a thread of the pool, unless a complete result of it is stored already. After a cancellation, a crash or <c>kill -9</c> the
    /// same call goes on from the last checkpoint, to the same bits.</summary>
    /// <param name="run">The run: <c>experiments["lstm-128"]</c>.</param>
    /// <param name="progress">Told how far it is; null for nobody.</param>
    /// <param name="cancellation">Ends it after the batch at hand, with a checkpoint.</param>
    /// <exception cref="TrainingFailedException">It could not be trained to its end.</exception>
    /// <exception cref="DatasetUnavailableException">Its data is missing, damaged or cannot be fetched.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<TrainedRun> TrainAsync(RunSpec run, IProgress<TrainingProgress>? progress = null, CancellationToken cancellation = default) =>
        Task.Run(() => Train(run, progress, cancellation), cancellation);

    /// <summary>A stored run's model.</summary>
    /// <param name="run">The run.</param>
    /// <exception cref="InvalidOperationException">No complete result of it is stored, or what is stored is damaged.</exception>
    /// <exception cref="DatasetUnavailableException">The model normalises by the training part of data that cannot be had.</exception>
    public Classifier Open(RunSpec run)
    {
        StoredRun stored = Stored(run);
        return new Classifier(run, Trained(run, stored, DataToPredict(run)));
    }

    /// <summary>A run's model with weights of elsewhere, as they are.</summary>
    /// <param name="run">The run.</param>
    /// <param name="weights">A safetensors file with the model's parameters under PyTorch's names.</param>
    /// <exception cref="InvalidDataException">The file's tensors are not the model's.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="DatasetUnavailableException">The model normalises by the training part of data that cannot be had.</exception>
    public Classifier Open(RunSpec run, string weights)
    {
        RunSpec loaded = StartingWeights.Of(run, weights);
        return new Classifier(run, loaded.CreateTrainer(DataToPredict(run), new TrainingOptions { Threads = _options.Threads }));
    }

    /// <summary>What a stored run's model makes of the test part of its data.</summary>
    /// <param name="run">The run.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidOperationException">No complete result of it is stored, or what is stored is damaged.</exception>
    /// <exception cref="DatasetUnavailableException">Its data is missing, damaged or cannot be fetched.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public Task<EvaluatedRun> EvaluateAsync(RunSpec run, CancellationToken cancellation = default) => Task.Run(() =>
    {
        StoredRun stored = Stored(run);
        Dataset data = new RunDataSource(Load).Load(run.Data, cancellation);
        using Trainer trainer = Trained(run, stored, data);
        if (run.PredictsNumbers)
        {
            NumberEvaluation numbers = NumberEvaluation.Of(trainer, DataPart.Of(run, data, DataPart.Test)!, cancellation);
            return new EvaluatedRun(numbers.Loss, null, [], numbers.Errors);
        }

        Evaluation evaluation = Evaluation.Of(trainer, DataPart.Of(run, data, DataPart.Test)!, cancellation);
        int classes = evaluation.Classes.Count;
        int[][] confusion =
            [.. Enumerable.Range(0, classes).Select(label => Enumerable.Range(0, classes).Select(taken => evaluation.Count(label, taken)).ToArray())];
        return new EvaluatedRun(evaluation.Loss, evaluation.Accuracy, confusion);
    }, cancellation);

    private Trainer Trained(RunSpec run, StoredRun stored, Dataset data)
    {
        try
        {
            return TrainedModel.Open(
                run, stored, data, _options.Threads, TrainCommand.Of(run, ExactEngine.Instance.Version, _layout.ResultsOption));
        }
        catch (CommandException error)
        {
            throw new InvalidOperationException(error.Message, error);
        }
    }

    private TrainedRun Train(RunSpec run, IProgress<TrainingProgress>? progress, CancellationToken cancellation)
    {
        ReportingObserver observer = new(run, _options, progress);
        RunOptions how = new() { Threads = _options.Threads, Memory = _options.Memory, Force = _options.Force, AsBuilt = _options.AsBuilt };
        RunResult result = _service.Execute(run, how, Load, observer, cancellation);
        foreach (string note in result.Notes)
        {
            LibraryLog.Note(_options.Logger, run.Name, note);
        }

        switch (result.Status)
        {
            case RunStatus.Completed or RunStatus.Cached:
                break;
            case RunStatus.Interrupted:
                throw new OperationCanceledException($"{run.Name}: {result.Error}", result.Cause, cancellation);
            case RunStatus.DataUnavailable:
                throw new DatasetUnavailableException(result.Error!, result.Cause);
            default:
                throw new TrainingFailedException($"{run.Name}: {result.Error}", result.Cause);
        }

        if (result.Status == RunStatus.Cached)
        {
            LibraryLog.Cached(_options.Logger, run.Name);
        }

        return new TrainedRun
        {
            Spec = run,
            TrainedNow = result.Status == RunStatus.Completed,
            Fingerprint = result.Fingerprint,
            Epochs = result.Epochs,
            WeightsFile = Path.Combine(_layout.RunFolder(run.Name), result.Fingerprint, RunFiles.Model),
            Snapshot = result.Snapshot.Outcome,
            Notes = [.. result.Notes, .. result.Snapshot.Explanation],
        };
    }

    private StoredRun Stored(RunSpec run) => _service.FindWhole(run, out string? fault)
        ?? throw new InvalidOperationException(fault ?? $"no complete result of {run.Name} is stored in {_layout.Results}: TrainAsync makes one");

    // A model's answer needs none of the data it was trained on, but for the figures that it normalises with.
    private Dataset DataToPredict(RunSpec run) => BlankData.NormalizesByTraining(run)
        ? new RunDataSource(Load).Load(run.Data, CancellationToken.None) : BlankData.For(run);

    private Dataset Load(DatasetDefinition set, CancellationToken cancellation)
    {
        DataPlaces places = DataPlaces.Resolve(_options.Data, _layout.Root);
        return DatasetLoader.Load(set, new DataOptions { Places = places, MayFetch = _options.MayFetch, Progress = Tell }, cancellation);

        void Tell(FetchProgress step)
        {
            if (step.Stage != FetchStage.Downloading)
            {
                LibraryLog.Fetching(_options.Logger, step.Dataset, $"{step.Stage} {step.File} {step.Note}".TrimEnd());
            }
        }
    }
}
