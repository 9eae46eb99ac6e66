using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests.Checkpoints;

/// <summary>Trains a bidirectional LSTM of two layers, of whose reverse direction the readout leaves most weights unreached.</summary>
internal class SmallTrainer(ResumeCase training, Dataset data, int threads, TrainingPlan plan)
    : Trainer<SmallTrainer.SmallModel>(data, new TrainingOptions { Threads = threads }, plan)
{
    protected override SmallModel CreateModel() => new(training.Dropout);

    protected override LrScheduler? CreateScheduler() => training.NewScheduler(TrainingPlan.Epochs);

    protected override Optimizer CreateOptimizer(ParameterSet parameters) => training.NewOptimizer(parameters);

    public sealed class SmallModel : SequenceClassifier
    {
        public SmallModel(double dropout, int hiddenSize = 3)
            : base(28, 28)
        {
            Add("lstm", new Lstm(28, hiddenSize, 2, bidirectional: true, dropout));
            Add("last", new LastStep());
            Add("dropout", new Dropout(dropout));
            Add("fc", new Linear(2 * hiddenSize, 10));
        }
    }
}
