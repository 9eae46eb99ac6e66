using MnistLstm.Engine;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests;

/// <summary>A scheduler may be stepped after every training step, and may follow the losses.</summary>
public sealed class StepScheduleTests
{
    private static readonly TrainingPlan s_plan = new() { BatchSize = 10, Epochs = 2 };

    [Fact]
    public void A_schedule_of_steps_changes_the_rate_after_each()
    {
        using Recorder trainer = new(s_plan, new ExponentialLr(1, 0.5) { StepsPerEpoch = 3 });
        _ = trainer.Run().Count();
        Assert.Equal([1, 0.5, 0.25, 0.125, 0.0625, 0.03125], trainer.RatesOfSteps);
    }

    [Fact]
    public void A_schedule_of_epochs_changes_it_after_these()
    {
        using Recorder trainer = new(s_plan, new ExponentialLr(1, 0.5));
        _ = trainer.Run().Count();
        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5], trainer.RatesOfSteps);
    }

    [Fact]
    public void On_a_plateau_it_falls()
    {
        using Recorder trainer = new(s_plan with { Epochs = 4 }, new ReduceLrOnPlateau(1, patience: 0, threshold: 0.9, monitor: "train_loss"));
        EpochMetrics[] epochs = [.. trainer.Run()];
        ReduceLrOnPlateau expected = new(1, patience: 0, threshold: 0.9);
        List<double> rates = [];
        foreach (EpochMetrics epoch in epochs)
        {
            rates.AddRange(Enumerable.Repeat(expected.LearningRate, 3));
            expected.Step(epoch.TrainLoss, null);
        }

        Assert.Equal(rates, trainer.RatesOfSteps);
        Assert.Contains(rates, rate => rate < 1);
    }

    [Fact]
    public void Another_number_of_steps_than_there_are_is_refused()
    {
        using Recorder trainer = new(s_plan, new ExponentialLr(1, 0.5) { StepsPerEpoch = 4 });
        string message = Assert.Throws<InvalidOperationException>(() => trainer.RunEpoch()).Message;
        Assert.Equal("the scheduler counts 4 training steps an epoch, and there are 3", message);
    }

    private sealed class Recorder(TrainingPlan plan, LrScheduler scheduler)
        : Trainer<PlainTrainer.SmallModel>(new Dataset("formulas", FormulaImages.Make(25, 0), FormulaImages.Make(5, 9), ""), new() { Threads = 1 }, plan)
    {
        private double _rate = double.NaN;

        public List<double> RatesOfSteps { get; } = [];

        protected override PlainTrainer.SmallModel CreateModel() => new();

        protected override LrScheduler? CreateScheduler() => scheduler;

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Sgd(parameters, 1);

        protected override void SetLearningRate(double learningRate)
        {
            _rate = learningRate;
            base.SetLearningRate(learningRate);
        }

        protected override void TrainBatch(int[] order, int start, int count)
        {
            RatesOfSteps.Add(_rate);
            base.TrainBatch(order, start, count);
        }
    }
}
