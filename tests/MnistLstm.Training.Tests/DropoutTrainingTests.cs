using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Tests.Golden;

namespace MnistLstm.Training.Tests;

/// <summary>One generator initialises, shuffles and drops, so a run with dropout is PyTorch's only if all of it draws in PyTorch's order.</summary>
public sealed class DropoutTrainingTests
{
    private static readonly TrainingGolden s_golden = TrainingGolden.Instance;

    [Fact]
    public void A_run_with_dropout_has_the_losses_of_the_PyTorch_script()
    {
        EpochMetrics[] epochs = Run(threads: 1);

        Assert.Equal(s_golden.Epochs.Length, epochs.Length);
        for (int e = 0; e < epochs.Length; e++)
        {
            Assert.Equal(s_golden.Epochs[e].TrainLoss, epochs[e].TrainLoss, 1e-6);
            Assert.Equal(s_golden.Epochs[e].TestLoss, epochs[e].TestLoss!.Value, 1e-6);
            Assert.Equal(s_golden.Epochs[e].LastBatchLoss, epochs[e].LastBatchLoss, 1e-6);
        }
    }

    [Fact]
    public void A_run_with_dropout_is_the_same_on_three_threads() => Assert.Equal(Run(threads: 1), Run(threads: 3));

    private static EpochMetrics[] Run(int threads)
    {
        Dataset data = new("formulas", FormulaImages.Make(s_golden.TrainSamples, 0), FormulaImages.Make(s_golden.TestSamples, s_golden.TestOffset), Sha256: "");
        using DroppingTrainer trainer = new(data, new TrainingOptions { Threads = threads });
        return [.. trainer.Run()];
    }

    private sealed class DroppingTrainer(Dataset data, TrainingOptions options)
        : Trainer<DroppingModel>(data, options, new TrainingPlan { BatchSize = s_golden.BatchSize, Epochs = s_golden.Epochs.Length, Seed = s_golden.Seed })
    {
        protected override DroppingModel CreateModel() => new();

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, s_golden.LearningRate);
    }

    private sealed class DroppingModel : SequenceClassifier
    {
        public DroppingModel()
            : base(28, 28)
        {
            Add("gru", new Gru(28, s_golden.HiddenSize, s_golden.Layers, bidirectional: true, s_golden.Dropout));
            Add("readout", new FinalStates());
            Add("fc", new Linear(2 * s_golden.HiddenSize, 10));
        }
    }
}
