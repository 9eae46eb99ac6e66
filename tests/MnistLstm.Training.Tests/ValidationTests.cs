using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Loop;
using MnistLstm.Training.Observers;

namespace MnistLstm.Training.Tests;

/// <summary>The last training samples can be held out to choose by.</summary>
public sealed class ValidationTests
{
    private const int TrainCount = 23;
    private const int Held = 5;
    private static readonly SequenceSet s_train = FormulaImages.Make(TrainCount, 0);
    private static readonly SequenceSet s_test = FormulaImages.Make(7, 99);

    [Fact]
    public void What_is_held_out_is_never_trained_on()
    {
        Watcher watcher = new();
        using Trainer trainer = Make(s_train, s_test, new TrainingPlan { BatchSize = 4, Epochs = 1, ValidationSamples = Held });
        trainer.StepObserver = watcher;
        trainer.RunEpoch();
        Assert.Equal(Enumerable.Range(0, TrainCount - Held), watcher.Trained.Order());
        Assert.Equal(["validation", "test"], watcher.Evaluated.Select(e => e.What));
        Assert.Equal([Held, s_test.Count], watcher.Evaluated.Select(e => e.Count));
    }

    [Fact]
    public void What_is_held_out_are_the_last_of_the_samples_in_use()
    {
        // The same images as a test set of their own: its first evaluation sees the same weights.
        using Trainer held = Make(s_train, s_test, new TrainingPlan { BatchSize = 4, Epochs = 1, TrainSamples = 20, ValidationSamples = Held });
        using Trainer apart = Make(s_train, s_train.Take(20).TakeLast(Held), new TrainingPlan { BatchSize = 4, Epochs = 1, TrainSamples = 20 - Held });
        EpochMetrics expected = apart.RunEpoch();
        EpochMetrics epoch = held.RunEpoch();
        Assert.Equal((expected.TestLoss, expected.TestAccuracy), (epoch.ValidationLoss, epoch.ValidationAccuracy));
        Assert.Equal(expected.WeightsSha256, epoch.WeightsSha256);
    }

    [Fact]
    public void Nothing_held_out_gives_no_figures()
    {
        using Trainer trainer = Make(s_train, s_test, new TrainingPlan { BatchSize = 4, Epochs = 1 });
        EpochMetrics epoch = trainer.RunEpoch();
        Assert.Equal((null, null), (epoch.ValidationLoss, epoch.ValidationAccuracy));
    }

    [Theory]
    [InlineData(20, 20)]
    [InlineData(20, 21)]
    [InlineData(null, TrainCount)]
    [InlineData(null, -1)]
    public void Something_must_be_left_to_train_on(int? trainSamples, int held) => Assert.Throws<ArgumentOutOfRangeException>(
        () => Make(s_train, s_test, new TrainingPlan { BatchSize = 4, Epochs = 1, TrainSamples = trainSamples, ValidationSamples = held }));

    [Fact]
    public void A_training_that_is_stopped_early_ends_with_the_epoch_that_ends_it_and_can_go_on()
    {
        TrainingPlan plan = new() { BatchSize = 4, Epochs = 40, ValidationSamples = Held };
        using Trainer whole = Make(s_train, s_test, plan);
        using Trainer stopped = Make(s_train, s_test, plan with { EarlyStoppingPatience = 2 });
        EpochMetrics[] all = [.. whole.Run()];
        EpochMetrics[] some = [.. stopped.Run()];
        Assert.InRange(some.Length, 3, 39);
        Assert.Equal(all.Take(some.Length), some);
        Assert.True(EarlyStopping.IsWhole(40, 2, some));
        Assert.Equal((true, some.Length), (stopped.IsDone, stopped.EpochsCompleted));
        Assert.Equal(all[some.Length], stopped.RunEpoch());
    }

    [Theory]
    [InlineData(-1, Held, true)]
    [InlineData(2, 0, true)]
    [InlineData(2, Held, false)]
    public void Early_stopping_needs_a_validation_loss_after_every_epoch(int patience, int held, bool eachEpoch) => Assert.Throws<ArgumentException>(
        () => Make(s_train, s_test,
            new TrainingPlan { BatchSize = 4, Epochs = 9, EarlyStoppingPatience = patience, ValidationSamples = held, EvaluateEachEpoch = eachEpoch }));

    private static TinyTrainer Make(SequenceSet train, SequenceSet test, TrainingPlan plan) => new(new Dataset("formulas", train, test, ""), plan);

    private sealed class Watcher : IStepObserver
    {
        public List<int> Trained { get; } = [];

        public List<(string What, int Count)> Evaluated { get; } = [];

        public void StepCompleted(in TrainingStep step) => Trained.AddRange(step.Samples);

        public void ValidationBatchCompleted(int epoch, ReadOnlySpan<float> losses) => Evaluated.Add(("validation", losses.Length));

        public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses) => Evaluated.Add(("test", losses.Length));
    }

    private sealed class TinyTrainer(Dataset data, TrainingPlan plan) : Trainer<TinyModel>(data, new TrainingOptions { Threads = 1 }, plan)
    {
        protected override TinyModel CreateModel() => new();

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, 0.01);
    }

    private sealed class TinyModel : SequenceClassifier
    {
        public TinyModel() : base(28, 28)
        {
            Add("rnn", new Rnn(28, 4));
            Add("last", new LastStep());
            Add("fc", new Linear(4, 10));
        }
    }
}
