using System.Diagnostics;
using MnistLstm.Engine.Numerics;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Schedulers;

public sealed class SchedulerTests
{
    public static TheoryData<string> Cases => [.. SchedulerGolden.Instance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_epoch_has_the_learning_rate_of_PyTorch_to_the_last_bit(string name)
    {
        SchedulerGolden.Case golden = SchedulerGolden.Instance.Cases.Single(c => c.Name == name);
        LrScheduler scheduler = Make(golden);
        double[] expected = SchedulerGolden.Doubles(golden.Rates);
        List<double> got = [];
        List<double?> momenta = [];
        for (int epoch = 0; epoch < expected.Length; epoch++)
        {
            Assert.Equal(epoch, scheduler.EpochsDone);
            got.Add(scheduler.LearningRate);
            momenta.Add(scheduler.Momentum);
            if (scheduler is ReduceLrOnPlateau plateau)
            {
                plateau.Step(golden.Losses![epoch], null);
            }
            else
            {
                scheduler.Step();
            }
        }

        Assert.Equal(expected, got);
        Assert.Equal(golden.Momenta is null ? expected.Select(_ => (double?)null) : SchedulerGolden.Doubles(golden.Momenta).Select(m => (double?)m), momenta);
        Assert.Equal(golden.LearningRate, scheduler.BaseLearningRate);
    }

    [Fact]
    public void Cosines_are_those_of_the_C_library_to_the_last_bit() => Assert.All(SchedulerGolden.Instance.Cosines, bits =>
    {
        double[] pair = SchedulerGolden.Doubles(bits);
        Assert.Equal(pair[1], DoubleMath.Cos(pair[0]));
    });

    [Fact]
    public void What_PyTorch_refuses_is_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new StepLr(0.1, stepSize: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineAnnealingLr(0.1, tMax: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearLr(0.1, startFactor: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearLr(0.1, startFactor: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearLr(0.1, endFactor: 1.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearLr(0.1, totalIters: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MultiStepLr(0.1, [0]));
        Assert.Throws<ArgumentException>(() => new MultiStepLr(0.1, [3, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineAnnealingWarmRestarts(0.1, t0: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CosineAnnealingWarmRestarts(0.1, t0: 1, tMult: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLrOnPlateau(0.1, factor: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLrOnPlateau(0.1, patience: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLrOnPlateau(0.1, thresholdMode: "relative"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReduceLrOnPlateau(0.1, monitor: "loss"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleLr(0.1, totalSteps: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleLr(0.1, 10, pctStart: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new OneCycleLr(0.1, 10, annealStrategy: "cosine"));
        Assert.Throws<ArgumentException>(() => new OneCycleLr(0.1, 10, pctStart: 0.1));
        Assert.Throws<ArgumentException>(() => new OneCycleLr(0.1, 9, pctStart: 5.0 / 9, threePhase: true));
        Assert.Throws<ArgumentException>(() => new WarmupLr(new ReduceLrOnPlateau(0.1), 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new WarmupLr(new StepLr(0.1, 2), iters: 0));
    }

    [Theory]
    [InlineData("auto", 0.5, 0.1)]
    [InlineData("auto", null, 1)]
    [InlineData("validation_loss", 0.5, 0.1)]
    [InlineData("train_loss", 0.5, 1)]
    public void A_plateau_is_one_of_the_loss_that_is_followed(string monitor, double? validation, double rate)
    {
        ReduceLrOnPlateau scheduler = new(1, patience: 0, monitor: monitor);
        scheduler.Step(3, validation);
        scheduler.Step(2, validation);
        Assert.Equal(rate, scheduler.LearningRate);
    }

    [Fact]
    public void Without_the_loss_that_is_followed_there_is_no_step()
    {
        Assert.Throws<InvalidOperationException>(() => new ReduceLrOnPlateau(1).Step());
        Assert.Throws<InvalidOperationException>(() => new ReduceLrOnPlateau(1, monitor: "validation_loss").Step(1, null));
    }

    [Fact]
    public void A_warm_up_is_stepped_as_what_follows()
    {
        Assert.Equal(7, new WarmupLr(new StepLr(0.1, 2) { StepsPerEpoch = 7 }, 3).StepsPerEpoch);
        StepLr alone = new(0.1, 2);
        Assert.Same(alone, WarmupLr.Before(alone, 0, 0.5));
    }

    private static LrScheduler Make(SchedulerGolden.Case golden)
    {
        double argument(string name, double otherwise) => golden.Arguments.GetValueOrDefault(name, otherwise);
        LrScheduler scheduler = golden.Scheduler switch
        {
            "MultiStepLR" => new MultiStepLr(golden.LearningRate, golden.Milestones!, argument("gamma", 0.1)),
            "CosineAnnealingWarmRestarts" => new CosineAnnealingWarmRestarts(
                golden.LearningRate, (int)golden.Arguments["T_0"], (int)argument("T_mult", 1), argument("eta_min", 0)),
            "ReduceLROnPlateau" => new ReduceLrOnPlateau(
                golden.LearningRate, argument("factor", 0.1), (int)argument("patience", 10), argument("threshold", 1e-4), golden.ThresholdMode,
                (int)argument("cooldown", 0), argument("min_lr", 0)),
            "OneCycleLR" => new OneCycleLr(
                golden.LearningRate, golden.Rates.Length / 16, argument("pct_start", 0.3), golden.AnnealStrategy, argument("cycle_momentum", 1) == 1,
                argument("base_momentum", 0.85), argument("max_momentum", 0.95), argument("div_factor", 25), argument("final_div_factor", 1e4),
                argument("three_phase", 0) == 1),
            "StepLR" => new StepLr(golden.LearningRate, (int)golden.Arguments["step_size"], argument("gamma", 0.1)),
            "ExponentialLR" => new ExponentialLr(golden.LearningRate, golden.Arguments["gamma"]),
            "CosineAnnealingLR" => new CosineAnnealingLr(golden.LearningRate, (int)golden.Arguments["T_max"], argument("eta_min", 0)),
            "LinearLR" => new LinearLr(golden.LearningRate, argument("start_factor", 1.0 / 3), argument("end_factor", 1), (int)argument("total_iters", 5)),
            _ => throw new UnreachableException($"no scheduler is called '{golden.Scheduler}'"),
        };
        return golden.Warmup is { } warmup ? new WarmupLr(scheduler, (int)warmup[0], warmup[1]) : scheduler;
    }
}
