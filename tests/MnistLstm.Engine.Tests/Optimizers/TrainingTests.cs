using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Tests.Golden;
using MnistLstm.Engine.Tests.PyTorch;

namespace MnistLstm.Engine.Tests.Optimizers;

/// <summary>The optimizers at work on a model.</summary>
public sealed class TrainingTests
{
    public static IEnumerable<object[]> Cases => LongRuns.Cases.Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Training_gives_the_same_weights_whatever_the_threads_and_the_vector_width(string name)
    {
        string expected = WeightsAfterSteps(name, new ExecutionOptions(1, SimdWidth.Scalar));

        Assert.Equal(expected, WeightsAfterSteps(name, new ExecutionOptions(2, SimdWidth.Vector128)));
        Assert.Equal(expected, WeightsAfterSteps(name, new ExecutionOptions(3, SimdWidth.Vector256)));
        Assert.Equal(expected, WeightsAfterSteps(name, new ExecutionOptions(5, SimdWidth.Vector512)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_step_allocates_nothing(string name)
    {
        float[] gradient = LongRuns.Gradient(1);
        KernelSet kernels = KernelSet.Of(SimdWidths.Best);
        using SteppedOptimizer stepped = new(LongRuns.Cases.Single(c => c.Name == name), LongRuns.Start());
        stepped.Begin(gradient);
        stepped.Optimizer.Step(kernels, 0, 1);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int step = 0; step < 100; step++)
        {
            stepped.Optimizer.BeginStep();
            stepped.Optimizer.Step(kernels, 0, 2);
            stepped.Optimizer.Step(kernels, 1, 2);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string WeightsAfterSteps(string name, ExecutionOptions options)
    {
        GradientGolden.Trajectory golden = GradientGolden.Trajectories[0];
        using EngineBatches engine = new(golden, options, golden.Batches);
        using Optimizer optimizer = SteppedOptimizer.Create(LongRuns.Cases.Single(c => c.Name == name), engine.Model.Parameters);
        for (int step = 0; step < 4; step++)
        {
            engine.Train(step % golden.Batches, optimizer: optimizer);
        }

        return engine.Model.Parameters.Sha256();
    }
}
