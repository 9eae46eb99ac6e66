using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Tests.Golden;

namespace MnistLstm.Training.Tests;

/// <summary>One generator initialises, shuffles and drops, so a run with dropout is PyTorch's only if all of it draws in PyTorch's order.</summary>
public sealed class DropoutTrainingTests
{
    private static readonly TrainingGolden Golden = TrainingGolden.Instance;

    [Fact]
    public void A_run_with_dropout_has_the_losses_of_the_PyTorch_script()
    {
        EpochMetrics[] epochs = Run(threads: 1);

        Assert.Equal(Golden.Epochs.Length, epochs.Length);
        for (int e = 0; e < epochs.Length; e++)
        {
            Assert.Equal(Golden.Epochs[e].TrainLoss, epochs[e].TrainLoss, 1e-6);
            Assert.Equal(Golden.Epochs[e].TestLoss, epochs[e].TestLoss!.Value, 1e-6);
            Assert.Equal(Golden.Epochs[e].LastBatchLoss, epochs[e].LastBatchLoss, 1e-6);
        }
    }

    [Fact]
    public void A_run_with_dropout_is_the_same_on_three_threads() => Assert.Equal(Run(threads: 1), Run(threads: 3));

    private static EpochMetrics[] Run(int threads)
    {
        Dataset data = new("formulas", FormulaImages.Make(Golden.TrainSamples, 0), FormulaImages.Make(Golden.TestSamples, Golden.TestOffset), Sha256: "");
        using DroppingTrainer trainer = new(data, new TrainingOptions { Threads = threads });
        return [.. trainer.Run()];
    }

    private sealed class DroppingTrainer(Dataset data, TrainingOptions options)
        : Trainer<DroppingModel>(data, options, new TrainingPlan { BatchSize = Golden.BatchSize, Epochs = Golden.Epochs.Length, Seed = Golden.Seed })
    {
        protected override DroppingModel CreateModel() => new();

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, Golden.LearningRate);
    }

    private sealed class DroppingModel : SequenceClassifier
    {
        public DroppingModel()
            : base(ImageSet.Rows, ImageSet.Columns)
        {
            Add("gru", new Gru(ImageSet.Columns, Golden.HiddenSize, Golden.Layers, bidirectional: true, Golden.Dropout));
            Add("readout", new FinalStates());
            Add("fc", new Linear(2 * Golden.HiddenSize, 10));
        }
    }
}
