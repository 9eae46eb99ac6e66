using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Tests.Checkpoints;
using MnistLstm.Training.Tests.Golden;

namespace MnistLstm.Training.Tests;

/// <summary>A training that counts its steps, not its epochs.</summary>
public sealed class StepsTests
{
    private static readonly StepsGolden.Script s_plan = StepsGolden.Instance.Plan;

    private static readonly Dataset s_data = new("formulas", FormulaImages.Make(25, 0), FormulaImages.Make(9, 99), Sha256: "");

    public static TheoryData<string> Cases => [.. StepsGolden.Instance.Cases.Select(c => c.Name)];

    public static TheoryData<string> Watches => [.. ResumeCase.Watches];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_has_the_losses_of_the_PyTorch_script(string name)
    {
        StepsGolden.Case golden = StepsGolden.Instance.Cases.Single(c => c.Name == name);
        foreach (int threads in (int[])[1, 3])
        {
            using GoldenTrainer trainer = new(golden, threads);
            EpochMetrics[] rows = [.. trainer.Run()];
            Assert.Equal(golden.Rows.Select(row => (int?)row.Step), rows.Select(row => row.Step));
            Assert.Equal(Enumerable.Range(1, rows.Length), rows.Select(row => row.Epoch));
            foreach ((StepsGolden.Row expected, EpochMetrics got) in golden.Rows.Zip(rows))
            {
                Assert.Equal(expected.TrainLoss, got.TrainLoss, 2e-6);
                Assert.Equal(expected.ValidationLoss ?? -1, got.ValidationLoss ?? -1, 2e-6);
                Assert.Equal(expected.TestLoss, got.TestLoss!.Value, 2e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Watches))]
    public void Steps_of_whole_passes_are_epochs(string watch)
    {
        ResumeCase training = new("adam", "warm-up by steps", Dropout: 0.3, watch);
        using SmallTrainer epochs = training.Trainer();
        EpochMetrics[] expected = [.. epochs.Run()];
        int pass = epochs.StepsPerEpoch;
        foreach (int every in (int[])[0, pass])
        {
            using SmallTrainer steps = new(training, s_data, 2, training.Plan(0) with { Steps = 3 * pass, EvalEvery = every });
            EpochMetrics[] rows = [.. steps.Run()];
            Assert.Equal(expected.Select(epoch => epoch with { Step = epoch.Epoch * pass }), rows);
            Assert.Equal(epochs.Model.Parameters.Sha256(), steps.Model.Parameters.Sha256());
        }
    }

    [Theory]
    [InlineData("each epoch", 11, 3)]
    [InlineData("each epoch", 10, 10)]
    [InlineData("at the end", 9, 2)]
    [InlineData("held out, each epoch", 13, 7)]
    [InlineData("best of all", 11, 2)]
    public void Killed_after_any_step_or_evaluation_it_ends_with_the_same_bits(string watch, int steps, int every)
    {
        ResumeCase training = new("adam", "warm-up by steps", Dropout: 0.3, watch);
        TrainingPlan plan = training.Plan(0) with { Steps = steps, EvalEvery = every };
        using SmallTrainer whole = new(training, s_data, 1, plan);
        EpochMetrics[] expected = [.. whole.Run()];
        using SmallTrainer watched = new(training, s_data, 2, plan);
        List<byte[]> checkpoints = Saving.Run(watched);
        Assert.Equal(steps + expected.Length, checkpoints.Count);
        Assert.All(checkpoints, checkpoint =>
        {
            using SmallTrainer resumed = new(training, s_data, 1, plan);
            resumed.RestoreState(Saving.Read(checkpoint));
            _ = resumed.Run().Count();
            Assert.Equal(expected, resumed.History);
            Assert.Equal(whole.Model.Parameters.Sha256(), resumed.Model.Parameters.Sha256());
        });
    }

    [Fact]
    public void Where_the_rows_end_changes_no_weight_without_dropout_until_the_next_pass()
    {
        // An evaluation draws random numbers, which the next pass's order depends on; within a pass the order is there.
        Assert.Equal(WeightsAfter(steps: 4, every: 4), WeightsAfter(steps: 4, every: 1));
        Assert.NotEqual(WeightsAfter(steps: 8, every: 8), WeightsAfter(steps: 8, every: 1));
    }

    [Fact]
    public void Early_stopping_counts_evaluations()
    {
        ResumeCase training = new("sgd", Watch: "stopped early");
        using SmallTrainer trainer = new(training, s_data, 1, training.Plan(0) with { Steps = 400, EvalEvery = 2 });
        EpochMetrics[] rows = [.. trainer.Run()];
        Assert.True(trainer.IsDone);
        Assert.InRange(rows.Length, 2, 199);
        Assert.True(rows[^1].ValidationLoss >= rows[..^1].Min(row => row.ValidationLoss));
    }

    [Fact]
    public void A_saved_state_of_other_rows_is_refused()
    {
        ResumeCase training = new();
        using SmallTrainer trainer = new(training, s_data, 1, training.Plan(0) with { Steps = 12, EvalEvery = 4 });
        trainer.RunEpoch();
        TrainerState state = trainer.SaveState();
        using SmallTrainer other = new(training, s_data, 1, training.Plan(0) with { Steps = 12, EvalEvery = 3 });
        Assert.Contains("its metrics are not those of the steps", Assert.Throws<TrainerStateException>(() => other.RestoreState(state)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_saved_state_without_the_order_of_its_pass_is_refused()
    {
        ResumeCase training = new();
        TrainingPlan plan = training.Plan(0) with { Steps = 12, EvalEvery = 3 };
        using SmallTrainer trainer = new(training, s_data, 1, plan);
        trainer.RunEpoch();
        using SmallTrainer other = new(training, s_data, 1, plan);
        Assert.Contains("what the order of the pass at hand was drawn from is missing",
            Assert.Throws<TrainerStateException>(() => other.RestoreState(trainer.SaveState() with { RandomBeforePass = null })).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, 12, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(0, -1, 0)]
    [InlineData(0, 12, -1)]
    public void A_plan_has_epochs_or_steps(int epochs, int steps, int every)
    {
        ResumeCase training = new();
        Assert.Throws<ArgumentException>(() => new SmallTrainer(training, s_data, 1, training.Plan(epochs) with { Steps = steps, EvalEvery = every }));
    }

    [Fact]
    public void Errors_of_predicted_numbers_are_those_of_the_samples_since_the_last_evaluation()
    {
        using NumbersTrainer epochs = new(LossFunction.MseLoss);
        EpochMetrics whole = epochs.RunEpoch();
        using NumbersTrainer steps = new(LossFunction.MseLoss, steps: epochs.StepsPerEpoch, every: 1);
        EpochMetrics[] rows = [.. steps.Run()];
        double squares = rows.Select((row, i) => row.TrainErrors!.Rmse * row.TrainErrors.Rmse * Size(i)).Sum();
        Assert.Equal(whole.TrainErrors!.Rmse, Math.Sqrt(squares / Enumerable.Range(0, rows.Length).Sum(Size)), 1e-12);

        int Size(int step) => Math.Min(NumbersGolden.Instance.Plan.BatchSize,
            NumbersGolden.Instance.Plan.TrainSamples - (step * NumbersGolden.Instance.Plan.BatchSize));
    }

    private static string WeightsAfter(int steps, int every)
    {
        ResumeCase training = new();
        using SmallTrainer trainer = new(training, s_data, 1, training.Plan(0) with { Steps = steps, EvalEvery = every });
        _ = trainer.Run().Count();
        return trainer.Model.Parameters.Sha256();
    }

    private sealed class GoldenTrainer(StepsGolden.Case golden, int threads) : Trainer<GoldenModel>(
        new Dataset("formulas", FormulaImages.Make(s_plan.TrainSamples, 0), FormulaImages.Make(s_plan.TestSamples, s_plan.TestOffset), Sha256: ""),
        new TrainingOptions { Threads = threads },
        new TrainingPlan
        {
            BatchSize = s_plan.BatchSize,
            Steps = golden.Steps,
            EvalEvery = golden.EvalEvery,
            Seed = s_plan.Seed,
            ValidationSamples = golden.ValidationSamples,
        })
    {
        protected override GoldenModel CreateModel() => new();

        protected override LrScheduler? CreateScheduler() =>
            golden.Gamma is { } gamma ? new ExponentialLr(s_plan.LearningRate, gamma) { StepsPerEpoch = StepsPerEpoch } : null;

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, s_plan.LearningRate);
    }

    private sealed class GoldenModel : SequenceClassifier
    {
        public GoldenModel()
            : base(28, 28)
        {
            Add("lstm", new Lstm(28, s_plan.HiddenSize, s_plan.Layers, dropout: s_plan.Dropout));
            Add("last", new LastStep());
            Add("fc", new Linear(s_plan.HiddenSize, 10));
        }
    }
}
