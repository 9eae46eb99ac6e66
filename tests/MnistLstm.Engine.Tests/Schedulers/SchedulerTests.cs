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
        for (int epoch = 0; epoch < expected.Length; epoch++)
        {
            Assert.Equal(epoch, scheduler.EpochsDone);
            got.Add(scheduler.LearningRate);
            scheduler.Step();
        }

        Assert.Equal(expected, got);
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
    }

    private static LrScheduler Make(SchedulerGolden.Case golden)
    {
        double argument(string name, double otherwise) => golden.Arguments.GetValueOrDefault(name, otherwise);
        return golden.Scheduler switch
        {
            "StepLR" => new StepLr(golden.LearningRate, (int)golden.Arguments["step_size"], argument("gamma", 0.1)),
            "ExponentialLR" => new ExponentialLr(golden.LearningRate, golden.Arguments["gamma"]),
            "CosineAnnealingLR" => new CosineAnnealingLr(golden.LearningRate, (int)golden.Arguments["T_max"], argument("eta_min", 0)),
            "LinearLR" => new LinearLr(golden.LearningRate, argument("start_factor", 1.0 / 3), argument("end_factor", 1), (int)argument("total_iters", 5)),
            _ => throw new UnreachableException($"no scheduler is called '{golden.Scheduler}'"),
        };
    }
}
