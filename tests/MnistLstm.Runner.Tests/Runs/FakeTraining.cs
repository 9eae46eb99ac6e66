using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>Trainings that cost nothing: the metrics are a function of epoch, learning rate and <see cref="Shift"/>.</summary>
internal sealed class FakeTraining
{
    /// <summary>Added to the train loss from epoch <see cref="ShiftFrom"/> on, as other code would.</summary>
    public double Shift { get; set; }

    public int ShiftFrom { get; set; } = 1;

    /// <summary>Called in every epoch before its metrics come out; may throw.</summary>
    public Action<int>? DuringEpoch { get; set; }

    /// <summary>Runs begun so far.</summary>
    public int Started { get; private set; }

    public ITrainingSession Start(RunSpec spec, Dataset data, int threads)
    {
        Started++;
        return new Session(this, spec);
    }

    public EpochMetrics Metrics(RunSpec spec, int epoch)
    {
        double rate = double.Parse(spec["learning_rate"], System.Globalization.CultureInfo.InvariantCulture);
        double loss = (2.0 + rate) / (epoch + 0.7);
        bool evaluated = spec["evaluate"] == "each_epoch" || epoch == spec.Epochs;
        double trainLoss = loss + (epoch >= ShiftFrom ? Shift : 0);
        EpochMetrics metrics = new(
            epoch, trainLoss, 1 - (loss / 10), evaluated ? loss * 1.1 : null, evaluated ? Math.Round(1 - (loss / 9), 4) : null, loss * 0.9, loss * 3, evaluated ? loss * 2 : null, $"{epoch:x2}".PadLeft(64, 'a'));

        // The validation loss falls for three epochs and then stays.
        return spec.ValidationSamples == 0 ? metrics : metrics with { ValidationLoss = 1.0 / Math.Min(epoch, 3), ValidationAccuracy = 0.5 };
    }

    private sealed class Session(FakeTraining training, RunSpec spec) : ITrainingSession
    {
        private readonly float[] _weights = [1, 2, 3, 4, 5, 6, 7];
        private int _epoch;

        public EpochMetrics RunEpoch(ITrainingObserver observer, CancellationToken cancellation)
        {
            _epoch++;
            training.DuringEpoch?.Invoke(_epoch);
            observer.BatchCompleted(_epoch, 1, 1, 0.5);
            observer.EvaluationStarted(_epoch);
            observer.EvaluationCompleted(_epoch);
            return training.Metrics(spec, _epoch);
        }

        public IReadOnlyList<SafetensorsTensor> Weights() =>
            [new("fc.weight", [2, 3], () => _weights.AsSpan(0, 6)), new("fc.bias", [1], () => _weights.AsSpan(6))];

        public void Dispose()
        {
        }
    }
}
