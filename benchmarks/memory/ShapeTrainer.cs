using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Benchmark;

/// <summary>Trains a shape with Adam, on one thread, as one of many runs side by side.</summary>
internal sealed class ShapeTrainer(Shape shape, Dataset data, long? memory) : Trainer<ShapeTrainer.LstmModel>(
    data, new TrainingOptions { Threads = 1, Memory = memory }, new TrainingPlan { BatchSize = shape.Batch, Epochs = 2, EvaluateEachEpoch = false })
{
    protected override LstmModel CreateModel() => new(shape);

    protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, 0.001);

    public sealed class LstmModel : SequenceClassifier
    {
        public LstmModel(Shape shape)
            : base(shape.Steps, shape.Features)
        {
            Add("lstm", new Lstm(shape.Features, shape.Hidden, shape.Layers, bidirectional: shape.Bidirectional));
            Add("last", new LastStep());
            Add("fc", new Linear(shape.Hidden * (shape.Bidirectional ? 2 : 1), 10));
        }
    }
}
