using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Benchmark;

/// <summary>Trains what experiments/lstm-128.yaml describes, with any number of units: Adam, whose state is twice the weights'.</summary>
internal sealed class LstmTrainer(int hiddenSize, Dataset data) : Trainer<LstmTrainer.LstmModel>(
    data, new TrainingOptions(), new TrainingPlan { BatchSize = BatchSize, Epochs = 2, EvaluateEachEpoch = false })
{
    public const int BatchSize = 100;

    protected override LstmModel CreateModel() => new(hiddenSize);

    protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, 0.01);

    public sealed class LstmModel : SequenceClassifier
    {
        public LstmModel(int hiddenSize)
            : base(28, 28)
        {
            Add("lstm", new Lstm(28, hiddenSize));
            Add("last", new LastStep());
            Add("fc", new Linear(hiddenSize, 10));
        }
    }
}
