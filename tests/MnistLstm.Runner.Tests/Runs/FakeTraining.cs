using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Observers;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>Trainings that cost nothing: the metrics are a function of epoch, learning rate and <see cref="Shift"/>.</summary>
internal sealed class FakeTraining
{
    /// <summary>Added to the train loss from epoch <see cref="ShiftFrom"/> on, as other code would.</summary>
    public double Shift { get; set; }

    public int ShiftFrom { get; set; } = 1;

    /// <summary>Called in every epoch before its metrics come out; may throw.</summary>
    public Action<int>? DuringEpoch { get; set; }

    /// <summary>Why runs cannot be gone on with; null when they can be.</summary>
    public string? Obstacle { get; set; }

    /// <summary>The accuracy on held-out samples, where there are some.</summary>
    public Func<RunSpec, int, double> ValidationAccuracy { get; set; } = (_, _) => 0.5;

    /// <summary>Epochs trained so far, in all runs.</summary>
    public int Epochs { get; private set; }

    /// <summary>Runs begun so far.</summary>
    public int Started { get; private set; }

    /// <summary>Threads of the run that was begun last.</summary>
    public int Threads { get; private set; }

    public ITrainingSession Start(RunSpec spec, Dataset data, int threads)
    {
        Started++;
        Threads = threads;
        return new Session(this, spec);
    }

    public EpochMetrics Metrics(RunSpec spec, int epoch)
    {
        double rate = double.Parse(spec["learning_rate"], System.Globalization.CultureInfo.InvariantCulture);
        double loss = (2.0 + rate) / (epoch + 0.7);
        bool evaluated = spec["evaluate"] == "each_epoch" || epoch == spec.Epochs;
        double trainLoss = loss + (epoch >= ShiftFrom ? Shift : 0);
        EpochMetrics metrics = new(
            epoch, trainLoss, 1 - (loss / 10), evaluated ? loss * 1.1 : null, evaluated ? Math.Round(1 - (loss / 9), 4) : null, loss * 0.9, loss * 3,
            evaluated ? loss * 2 : null, $"{epoch:x2}".PadLeft(64, 'a'));

        // The validation loss falls for three epochs and then stays.
        return spec.ValidationSamples == 0 ? metrics
            : metrics with { ValidationLoss = 1.0 / Math.Min(epoch, 3), ValidationAccuracy = ValidationAccuracy(spec, epoch) };
    }

    private sealed class Session(FakeTraining training, RunSpec spec) : ITrainingSession
    {
        private readonly float[] _weights = [1, 2, 3, 4, 5, 6, 7];
        private readonly List<EpochMetrics> _history = [];

        public string? ResumeObstacle => training.Obstacle;

        public TrainerState Save() => new()
        {
            PlannedEpochs = spec.Epochs,
            PlannedSteps = spec.Steps,
            Epochs = [.. _history],
            LearningRates = [],
            Random = new Mt19937(7).Save(),
            Weights = [new TrainedTensor("fc.weight", [2, 3], _weights.AsMemory(0, 6)), new TrainedTensor("fc.bias", [1], _weights.AsMemory(6))],
            Optimizer = new OptimizerState("none", 0, []),
        };

        public IReadOnlyList<EpochMetrics> GoOn(TrainerState state)
        {
            _history.AddRange(state.Epochs);
            return _history;
        }

        public EpochMetrics RunEpoch(ITrainingObserver observer, CancellationToken cancellation)
        {
            int epoch = _history.Count + 1;
            training.DuringEpoch?.Invoke(epoch);
            observer.BatchCompleted(epoch, 1, 1, 0.5);
            observer.EvaluationStarted(epoch);
            observer.EvaluationCompleted(epoch);
            training.Epochs++;
            _history.Add(training.Metrics(spec, epoch));
            return _history[^1];
        }

        public IReadOnlyList<SafetensorsTensor> Weights() =>
            [new("fc.weight", [2, 3], () => _weights.AsSpan(0, 6)), new("fc.bias", [1], () => _weights.AsSpan(6))];

        public void Dispose()
        {
        }
    }
}
