using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimizers;

public sealed class StateTests
{
    private static readonly OptimizerGolden.Case s_plain = new("", "sgd", 0.1, 0, 0, false, 1f, []);

    public static IEnumerable<object[]> Cases => LongRuns.Cases.Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_restored_optimizer_goes_on_with_the_bits_of_one_that_never_stopped(string name)
    {
        OptimizerGolden.Case golden = LongRuns.Cases.Single(c => c.Name == name);
        foreach (int stop in (int[])[0, 1, 2, 5])
        {
            using SteppedOptimizer whole = new(golden, LongRuns.Start());
            Run(whole, 0, stop);
            float[] values = whole.Parameters.Values.ToArray();
            OptimizerState saved = whole.Optimizer.SaveState();
            Run(whole, stop, 10);

            // Not a fresh one: what it did before must be gone.
            using SteppedOptimizer resumed = new(golden, LongRuns.Start());
            Run(resumed, 20, 23);
            resumed.Optimizer.RestoreState(saved);
            values.CopyTo(resumed.Parameters.Values);
            Run(resumed, stop, 10);

            Assert.Equal((stop, whole.Bits()), (stop, resumed.Bits()));
            Assert.Equal(10, resumed.Optimizer.Steps);
            Assert.Equal(Text(whole.Optimizer.SaveState()), Text(resumed.Optimizer.SaveState()));
        }
    }

    [Theory]
    [InlineData("adam", "exp_avg,exp_avg_sq")]
    [InlineData("adamw_wd0.01", "exp_avg,exp_avg_sq")]
    [InlineData("sgd", "")]
    [InlineData("sgd_momentum0.9", "momentum_buffer")]
    [InlineData("rmsprop", "square_avg")]
    [InlineData("rmsprop_momentum0.5", "square_avg,momentum_buffer")]
    public void The_state_has_PyTorchs_names_and_an_element_for_each_weight(string name, string expected)
    {
        OptimizerGolden.Case golden = LongRuns.Cases.Single(c => c.Name == name);
        using SteppedOptimizer stepped = new(golden, [1f, 2f, 3f]);
        stepped.Step([1f, 2f, 3f]);

        OptimizerState state = stepped.Optimizer.SaveState();

        Assert.Equal((golden.Optimizer, 1), (state.Optimizer, state.Steps));
        Assert.Equal(expected, string.Join(",", state.Tensors.Select(t => t.Name)));
        Assert.All(state.Tensors, t => Assert.Equal(3, t.Values.Length));
        Assert.All(state.Tensors, t => Assert.DoesNotContain(0f, t.Values.ToArray()));
    }

    [Fact]
    public void A_saved_state_is_not_changed_by_later_steps()
    {
        using SteppedOptimizer stepped = new(s_plain with { Momentum = 0.5 }, [0f]);
        stepped.Step([2f]);
        OptimizerState saved = stepped.Optimizer.SaveState();

        stepped.Step([2f]);

        Assert.Equal("sgd 1 momentum_buffer=40000000", Text(saved));
        Assert.Equal("sgd 2 momentum_buffer=40400000", Text(stepped.Optimizer.SaveState()));
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused_and_changes_nothing()
    {
        using SteppedOptimizer stepped = new(s_plain with { Optimizer = "rmsprop", Momentum = 0.9 }, [1f, 2f]);
        stepped.Step([1f, 2f]);
        OptimizerState good = stepped.Optimizer.SaveState();
        string before = Text(good);
        OptimizerStateTensor first = new("square_avg", new float[2]);
        OptimizerState[] bad =
        [
            good with { Optimizer = "sgd" },
            good with { Steps = -1 },
            good with { Tensors = [first] },
            good with { Tensors = [first, new OptimizerStateTensor("momentum_buffer", new float[3])] },
            good with { Tensors = [new OptimizerStateTensor("momentum_buffer", new float[2]), first] },
        ];

        foreach (OptimizerState state in bad)
        {
            Assert.Throws<ArgumentException>("state", () => stepped.Optimizer.RestoreState(state));
            Assert.Equal(before, Text(stepped.Optimizer.SaveState()));
        }
    }

    [Fact]
    public void A_state_that_does_not_fit_is_told_with_what_would()
    {
        using SteppedOptimizer with = new(s_plain with { Momentum = 0.9 }, [1f, 2f]);
        using SteppedOptimizer without = new(s_plain, [1f, 2f]);

        ArgumentException error = Assert.Throws<ArgumentException>("state", () => with.Optimizer.RestoreState(without.Optimizer.SaveState()));

        Assert.StartsWith("the state does not fit this optimizer: expected sgd (momentum_buffer[2]), got sgd (); restore it with", error.Message);
    }

    [Fact]
    public void A_disposed_optimizer_refuses_to_work()
    {
        using SteppedOptimizer stepped = new(s_plain with { Momentum = 0.9 }, [1f]);
        OptimizerState saved = stepped.Optimizer.SaveState();

        stepped.Optimizer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => stepped.Step([1f]));
        Assert.Throws<ObjectDisposedException>(() => stepped.Optimizer.SaveState());
        Assert.Throws<ObjectDisposedException>(() => stepped.Optimizer.RestoreState(saved));
        stepped.Optimizer.Dispose();
    }

    private static void Run(SteppedOptimizer stepped, int from, int to)
    {
        for (int step = from + 1; step <= to; step++)
        {
            stepped.Step(LongRuns.Gradient(step));
        }
    }

    private static string Text(OptimizerState state) =>
        $"{state.Optimizer} {state.Steps} {string.Join(" ", state.Tensors.Select(t => $"{t.Name}={OptimizerGolden.Bits(t.Values.Span)}"))}";
}
