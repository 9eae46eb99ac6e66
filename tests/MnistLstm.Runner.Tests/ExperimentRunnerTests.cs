using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using MnistLstm.Engine.Modules;
using MnistLstm.Experiments.Generated;
using MnistLstm.Runner.Export;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Runner.Tests;

/// <summary>Training from C#, over a real run of this repository with results of their own.</summary>
public sealed class ExperimentRunnerTests : IDisposable
{
    private const string Name = "quick/motions";
    private readonly string _results = Directory.CreateTempSubdirectory("mnist-lstm-lib-").FullName;
    private readonly ListLogger _log = new();
    private readonly ExperimentRunner _runner;

    public ExperimentRunnerTests() => _runner = Make(_results);

    private RunSpec Run => _runner[Name];

    [Fact]
    public async Task A_run_is_trained_stored_told_of_and_then_taken_from_the_store()
    {
        Told told = new();
        TrainedRun trained = await _runner.TrainAsync(Run, told);
        Assert.True(trained.TrainedNow);
        Assert.Equal(SnapshotOutcome.Equal, trained.Snapshot);
        Assert.Equal(trained.Epochs, told.All.Select(progress => progress.Completed).OfType<EpochMetrics>());
        Assert.Equal(Run.Network.Modules.Sum(module => module.ParameterCount), SafetensorsReader.Read(trained.WeightsFile).Tensors.Sum(t => t.Values().Length));
        Assert.Contains(_log.Lines, line => line.StartsWith($"Information quick/motions: epoch {Run.Epochs} of {Run.Epochs}, ", StringComparison.Ordinal));

        TrainedRun again = await _runner.TrainAsync(Run);
        Assert.False(again.TrainedNow);
        Assert.Equal(trained.Epochs[^1].WeightsSha256, again.Epochs[^1].WeightsSha256);
        Assert.Contains(_log.Lines, line => line.Contains("a complete result is there already", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_training_goes_on_by_the_same_call_to_the_same_bits()
    {
        using CancellationTokenSource stop = new();
        Told stopping = new(progress =>
        {
            if (progress.Completed?.Epoch == 3)
            {
                stop.Cancel();
            }
        });
        OperationCanceledException stopped = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _runner.TrainAsync(Run, stopping, stop.Token));
        Assert.Contains("quick/motions: interrupted", stopped.Message, StringComparison.Ordinal);

        Told rest = new();
        TrainedRun trained = await _runner.TrainAsync(Run, rest);
        Assert.Equal(4, rest.All.First(progress => progress.Completed is not null).Completed!.Epoch);
        Assert.Contains(_log.Lines, line => line.Contains("goes on after epoch 3", StringComparison.Ordinal));
        Assert.Equal(SnapshotOutcome.Equal, trained.Snapshot);
    }

    [Fact]
    public async Task A_stored_run_is_trained_again_where_that_is_asked_for()
    {
        TrainedRun trained = await _runner.TrainAsync(Run);
        TrainedRun again = await Make(_results, options => options with { Force = true }).TrainAsync(Run);
        Assert.True(again.TrainedNow);
        Assert.Equal(trained.Epochs, again.Epochs);
    }

    [Fact]
    public async Task Less_memory_gives_the_same_bits_and_too_little_is_refused_with_what_is_needed()
    {
        TrainedRun trained = await Make(_results, options => options with { Memory = 2 << 20 }).TrainAsync(Run);
        Assert.Equal(SnapshotOutcome.Equal, trained.Snapshot);

        ExperimentRunner tight = Make(_results, options => options with { Memory = 1000, Force = true });
        TrainingFailedException refused = await Assert.ThrowsAsync<TrainingFailedException>(() => tight.TrainAsync(Run));
        Assert.Matches("^quick/motions: training takes [0-9,]+ bytes at least, .* and may take 1,000; a smaller batch_size", refused.Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Make(_results, options => options with { Memory = 0 }));
    }

    [Fact]
    public async Task A_published_program_trains_without_its_specs_where_that_is_asked_for()
    {
        string published = Directory.CreateTempSubdirectory("mnist-lstm-lib-").FullName;
        try
        {
            RunSpec digits = _runner["quick/rnn-mean"];
            ExperimentRunner refusing = Make(_results, options => options with { Root = published, Results = null });
            TrainingFailedException refused = await Assert.ThrowsAsync<TrainingFailedException>(() => refusing.TrainAsync(digits));
            Assert.Contains("experiments/quick/rnn-mean.yaml is gone", refused.Message, StringComparison.Ordinal);

            ExperimentRunner alone = Make(_results, options => options with { Root = published, Results = null, AsBuilt = true });
            TrainedRun trained = await alone.TrainAsync(digits);
            Assert.Equal(SnapshotOutcome.New, trained.Snapshot);
            Assert.Equal((await _runner.TrainAsync(digits)).Epochs, trained.Epochs);
            Assert.StartsWith(published, trained.WeightsFile, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(published, recursive: true);
        }
    }

    [Fact]
    public async Task Runs_are_trained_side_by_side_by_one_runner()
    {
        ConcurrentBag<SnapshotOutcome> outcomes = [];
        ExperimentRunner oneThread = Make(_results, options => options with { Threads = 1 });
        await Parallel.ForEachAsync([Run, oneThread["quick/rnn-mean"]], async (run, cancellation) =>
            outcomes.Add((await oneThread.TrainAsync(run, cancellation: cancellation)).Snapshot));
        Assert.Equal([SnapshotOutcome.Equal, SnapshotOutcome.Equal], outcomes);
    }

    [Fact]
    public async Task What_is_evaluated_is_what_the_last_epoch_came_to()
    {
        TrainedRun trained = await _runner.TrainAsync(Run);
        EvaluatedRun evaluated = await _runner.EvaluateAsync(Run);
        Assert.Equal(trained.Epochs[^1].TestLoss, evaluated.Loss);
        Assert.Equal(trained.Epochs[^1].TestAccuracy, evaluated.Accuracy);
        Assert.Equal(evaluated.Confusion.Sum(row => row.Sum()) * evaluated.Accuracy!.Value, Enumerable.Range(0, 4).Sum(c => evaluated.Confusion[c][c]), 6);
    }

    [Fact]
    public async Task A_classifier_says_the_same_from_many_threads_at_once()
    {
        TrainedRun trained = await _runner.TrainAsync(Run);
        SequenceSet test = Data().Test;
        using Classifier classifier = _runner.Open(Run);
        using Classifier loaded = _runner.Open(Run, trained.WeightsFile);
        IReadOnlyList<Classification> alone = classifier.Sequences(test.Take(20));
        Classification[] together = new Classification[20];
        Parallel.For(0, together.Length, i => together[i] = (i % 2 == 0 ? classifier : loaded).Sequences(test.At(i))[0]);
        Assert.All(alone.Zip(together), pair => Assert.Equal(pair.First.Probabilities, pair.Second.Probabilities));
        Assert.All(together, seen => Assert.Equal(Run.Data.Classes[seen.Label], seen.Class));
        Assert.Contains("not pictures", Assert.Throws<NotSupportedException>(() => classifier.Picture(new byte[1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_predicts_numbers_is_evaluated_by_its_errors_and_gives_its_numbers()
    {
        RunSpec adding = _runner["examples/adding"];
        TrainedRun trained = await _runner.TrainAsync(adding);
        EvaluatedRun evaluated = await _runner.EvaluateAsync(adding);
        Assert.Equal(trained.Epochs[^1].TestLoss, evaluated.Loss);
        Assert.Null(evaluated.Accuracy);
        Assert.NotNull(evaluated.Errors);
        using Classifier classifier = _runner.Open(adding);
        SequenceSet one = Data("adding").Test.At(0);
        Assert.Single(Assert.Single(classifier.Scores(one)));
        Assert.Contains("predicts numbers", Assert.Throws<NotSupportedException>(() => classifier.Sequences(one)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_a_result_and_a_name_without_a_run_are_said_so()
    {
        Assert.Equal($"no complete result of {Name} is stored in {_results}: TrainAsync makes one",
            Assert.Throws<InvalidOperationException>(() => _runner.Open(Run)).Message);
        Assert.Contains("did you mean 'quick/motions'", Assert.Throws<KeyNotFoundException>(() => _runner["quick/motion"]).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Weights_that_are_the_seed_s_own_give_the_run_s_own_bits_under_another_fingerprint()
    {
        string file = Path.Combine(_results, "initial.safetensors");
        ModelExport.Initial(Run, OutputFile.At(file, replace: true));
        TrainedRun own = await _runner.TrainAsync(Run);
        TrainedRun from = await _runner.TrainAsync(_runner.From(Name, file));
        Assert.NotEqual(own.Fingerprint, from.Fingerprint);
        Assert.Equal(own.Epochs.Select(epoch => epoch.WeightsSha256), from.Epochs.Select(epoch => epoch.WeightsSha256));
        Assert.Equal(SnapshotOutcome.Unchecked, from.Snapshot);
        Assert.Contains("no snapshot is of it", Assert.Single(from.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fine_tuning_begins_where_the_weights_are_and_goes_on_after_it_was_stopped()
    {
        TrainedRun trained = await _runner.TrainAsync(Run);
        RunSpec tuned = _runner.From(Name, trained.WeightsFile);
        Assert.Equal(trained.Epochs[^1].WeightsSha256, tuned["from"]);
        string elsewhere = Directory.CreateTempSubdirectory("mnist-lstm-lib-").FullName;
        try
        {
            TrainedRun whole = await Make(elsewhere).TrainAsync(tuned);
            Assert.True(whole.Epochs[0].TrainLoss < trained.Epochs[0].TrainLoss / 2);

            using CancellationTokenSource stop = new();
            Told stopping = new(progress =>
            {
                if (progress.Completed is not null)
                {
                    stop.Cancel();
                }
            });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _runner.TrainAsync(tuned, stopping, stop.Token));
            TrainedRun resumed = await _runner.TrainAsync(_runner.From(Name, trained.WeightsFile));
            Assert.Contains(_log.Lines, line => line.Contains("goes on after epoch 1", StringComparison.Ordinal));
            Assert.Equal(whole.Epochs, resumed.Epochs);
        }
        finally
        {
            Directory.Delete(elsewhere, recursive: true);
        }
    }

    [Fact]
    public void Weights_that_are_not_the_model_s_are_told_one_by_one()
    {
        string file = Path.Combine(_results, "other.safetensors");
        using (SequenceClassifier model = Run.CreateModel())
        {
            SafetensorsTensor[] tensors =
            [
                .. model.Parameters.Skip(1).Select((p, i) => new SafetensorsTensor(p.Name, i == 0 ? [1, p.Values.Length] : p.Shape, () => p.Values)),
                new("head.weight", [2], () => new float[] { 1, 2 }),
            ];
            model.Parameters.Last().Values.Fill(float.NaN);
            using FileStream stream = File.Create(file);
            SafetensorsWriter.Write(stream, tensors, []);
        }

        Assert.Equal(
            $"{file} does not hold the weights of quick/motions: 'gru.weight_ih_l0' [72, 3] is missing; 'gru.weight_hh_l0' is [1, 1728], expected [72, 24]; "
                + "'fc.bias' has a value that is NaN or infinite; 'head.weight' [2] is none of the model's",
            Assert.Throws<InvalidDataException>(() => _runner.From(Name, file)).Message);
        Assert.Throws<FileNotFoundException>(() => _runner.From(Name, file + ".not"));
    }

    public void Dispose() => Directory.Delete(_results, recursive: true);

    private static Dataset Data(string name = "motions") => DatasetLoader.Load(ExperimentCatalog.Datasets.Single(set => set.Name == name), new DataOptions
    {
        Places = Training.Data.Locate.DataPlaces.Resolve(null, RepositoryLayout.Find(AppContext.BaseDirectory).Root),
    });

    private ExperimentRunner Make(string results, Func<ExperimentRunnerOptions, ExperimentRunnerOptions>? change = null)
    {
        ExperimentRunnerOptions options = new()
        {
            Root = RepositoryLayout.Find(AppContext.BaseDirectory).Root,
            Results = results,
            MayFetch = false,
            Logger = _log,
        };
        return new ExperimentRunner(ExperimentCatalog.Runs, change is null ? options : change(options));
    }

    private sealed class Told(Action<TrainingProgress>? also = null) : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> All { get; } = [];

        public void Report(TrainingProgress value)
        {
            All.Add(value);
            also?.Invoke(value);
        }
    }

    private sealed class ListLogger : ILogger
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (Lines)
            {
                Lines.Add($"{logLevel} {formatter(state, exception)}");
            }
        }
    }
}
