using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Tests.Golden;
using MnistLstm.Engine.Tests.PyTorch;

namespace MnistLstm.Engine.Tests.Modules;

public sealed class UsefulFlopsTests
{
    /// <summary>T = 3, I = 2, H = 5: a product with the inputs is 4·5 sums of 2 terms, one with the hidden state 4·5 sums of 5.</summary>
    private const int Inputs = 2 * (4 * 5) * 2;
    private const int Hidden = 2 * (4 * 5) * 5;

    [Fact]
    public void One_direction_has_inputs_at_three_steps_and_a_hidden_state_at_two()
    {
        UsefulFlops flops = UsefulFlops.OfSample(steps: 3, inputSize: 2, hiddenSize: 5, layers: 1, bidirectional: false, onlyLastStep: true);
        Assert.Equal(new UsefulFlops(Forward: (3 * Inputs) + (2 * Hidden), Backward: 2 * Hidden, WeightGradient: (3 * Inputs) + (2 * Hidden)), flops);
        Assert.Equal(640 + 400 + 640, flops.Step);
    }

    [Fact]
    public void The_reverse_direction_read_at_the_last_step_only_is_one_product_with_the_inputs()
    {
        UsefulFlops flops = UsefulFlops.OfSample(steps: 3, inputSize: 2, hiddenSize: 5, layers: 1, bidirectional: true, onlyLastStep: true);
        Assert.Equal(new UsefulFlops(Forward: (4 * Inputs) + (2 * Hidden), Backward: 2 * Hidden, WeightGradient: (4 * Inputs) + (2 * Hidden)), flops);
    }

    [Fact]
    public void A_reverse_direction_read_at_every_step_costs_what_the_forward_one_does()
    {
        UsefulFlops one = UsefulFlops.OfSample(3, 2, 5, 1, bidirectional: false, onlyLastStep: false);
        Assert.Equal(one + one, UsefulFlops.OfSample(3, 2, 5, 1, bidirectional: true, onlyLastStep: false));
    }

    [Fact]
    public void An_upper_layer_reads_both_directions_and_gives_them_their_gradient()
    {
        const int Upper = 2 * (4 * 5) * 10;
        UsefulFlops flops = UsefulFlops.OfSample(3, 2, 5, layers: 2, bidirectional: true, onlyLastStep: true);
        UsefulFlops lower = UsefulFlops.OfSample(3, 2, 5, layers: 1, bidirectional: true, onlyLastStep: false);
        UsefulFlops upper = new(Forward: (4 * Upper) + (2 * Hidden), Backward: (2 * Hidden) + (4 * Upper), WeightGradient: (4 * Upper) + (2 * Hidden));
        Assert.Equal(lower + upper, flops);
    }

    [Fact]
    public void Fewer_gates_cost_in_proportion()
    {
        UsefulFlops four = UsefulFlops.OfSample(3, 2, 5, 2, bidirectional: true, onlyLastStep: true);
        UsefulFlops one = UsefulFlops.OfSample(3, 2, 5, 2, bidirectional: true, onlyLastStep: true, gates: 1);
        Assert.Equal(four, one * 4);
    }

    [Fact]
    public void The_published_shapes_cost_what_a_pencil_says()
    {
        UsefulFlops forward = UsefulFlops.OfSample(28, 28, 128, 1, bidirectional: false, onlyLastStep: true) * 100;
        Assert.Equal(100L * 8 * 128 * ((28 * 28) + (27 * 128)), forward.Forward);
        Assert.Equal(100L * 8 * 128 * 27 * 128, forward.Backward);
        UsefulFlops both = UsefulFlops.OfSample(28, 28, 64, 1, bidirectional: true, onlyLastStep: true) * 32;
        Assert.Equal(32L * 8 * 64 * ((29 * 28) + (27 * 64)), both.WeightGradient);
    }

    [Theory]
    [InlineData("last", 1, false)]
    [InlineData("last", 2, true)]
    [InlineData("mean", 1, true)]
    public void A_model_of_one_recurrent_module_costs_what_that_does(string readout, int layers, bool bidirectional)
    {
        using GoldenModel model = Model(new("gru", "gru", 5, layers, bidirectional), new(readout, readout), new("fc", "linear", 10));
        Assert.Equal(UsefulFlops.OfSample(3, 2, 5, layers, bidirectional, onlyLastStep: readout == "last", gates: 3), UsefulFlops.OfSample(model));
    }

    [Fact]
    public void A_stack_costs_what_its_modules_do_and_the_gradients_between_them()
    {
        using GoldenModel model = Model(
            new("fc1", "linear", 4), new("relu", "relu"), new("rnn", "rnn", 5, Bidirectional: true), new("dropout", "dropout", P: 0.5),
            new("lstm", "lstm", 7, Bidirectional: true),
            new("last", "last"), new("fc2", "linear", 6), new("fc3", "linear", 10), new("softmax", "softmax"));

        // Of the upper module the reverse direction runs one step, of the lower one all three; the first module's inputs need no gradient, the last linear
        // layer is the head.
        UsefulFlops linears = new(Forward: (3 * 2 * 2 * 4) + (2 * 14 * 6), Backward: 2 * 14 * 6, WeightGradient: (3 * 2 * 2 * 4) + (2 * 14 * 6));
        UsefulFlops rnn = UsefulFlops.OfSample(3, 4, 5, 1, bidirectional: true, onlyLastStep: false, gates: 1) + new UsefulFlops(0, 2 * 5 * 4 * 6, 0);
        UsefulFlops lstm = UsefulFlops.OfSample(3, 10, 7, 1, bidirectional: true, onlyLastStep: true) + new UsefulFlops(0, 8 * 7 * 10 * 4, 0);
        Assert.Equal(linears + rnn + lstm, UsefulFlops.OfSample(model));
    }

    [Theory]
    [InlineData(0, 1, 1, 1, 1)]
    [InlineData(1, 0, 1, 1, 1)]
    [InlineData(1, 1, 0, 1, 1)]
    [InlineData(1, 1, 1, 0, 1)]
    [InlineData(1, 1, 1, 1, 0)]
    public void A_size_below_one_is_an_error(int steps, int inputSize, int hiddenSize, int layers, int gates) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => UsefulFlops.OfSample(steps, inputSize, hiddenSize, layers, true, true, gates));

    private static GoldenModel Model(params GoldenModule[] modules) =>
        new(new GoldenSetup { Name = "flops", Seed = 0, InputSize = 2, BatchSize = 1, Steps = 3, Gain = 1, Stack = modules });
}
