using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Tests.Execution;

/// <summary>A batch that does not fit is refused before anything is drawn, counted or computed.</summary>
public sealed class BatchArgumentTests
{
    private static readonly ByteSequences s_fitting = Source(3, 4);

    [Theory]
    [InlineData(3, 2)]
    [InlineData(2, 4)]
    [InlineData(4, 3)]
    [InlineData(6, 4)]
    public void Sequences_of_another_shape_are_refused_with_both_shapes(int steps, int features)
    {
        using Model model = new();
        using ModelExecution execution = new(model, maxBatch: 2);
        ByteSequences other = Source(steps, features);

        ArgumentException evaluated = Assert.Throws<ArgumentException>("source", () => execution.Evaluate(other, null, 0, 2));
        ArgumentException trained = Assert.Throws<ArgumentException>("source", () => execution.Train(other, [0, 1], 0, 2, null));

        Assert.StartsWith($"the model reads sequences of 3 steps with 4 features each; these have {steps} with {features}", evaluated.Message,
            StringComparison.Ordinal);
        Assert.Equal(evaluated.Message, trained.Message);
    }

    [Theory]
    [InlineData(-1, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(int.MaxValue, 1)]
    public void A_batch_that_does_not_lie_in_the_sequences_is_refused(int start, int count)
    {
        using Model model = new();
        using ModelExecution execution = new(model, maxBatch: 2);

        Assert.Throws<ArgumentOutOfRangeException>("start", () => execution.Evaluate(s_fitting, null, start, count));
        Assert.Throws<ArgumentOutOfRangeException>("start", () => execution.Train(s_fitting, [1, 0], start, count, null));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public void An_order_that_names_a_sequence_there_is_not_is_refused(int sequence)
    {
        using Model model = new();
        using ModelExecution execution = new(model, maxBatch: 2);

        ArgumentException error = Assert.Throws<ArgumentException>("order", () => execution.Train(s_fitting, [9, 0, sequence], 1, 2, null));

        Assert.StartsWith($"the order names sequence {sequence}; there are 2, counted from 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_outside_the_batch_is_nobody_s_business()
    {
        using Model model = new();
        using ModelExecution execution = new(model, maxBatch: 2);

        execution.Train(s_fitting, [9, 1, -1], 1, 1, null);

        Assert.Equal(1, execution.Losses.Length);
    }

    [Fact]
    public void An_optimizer_and_a_clipping_of_another_model_are_refused_and_nothing_is_stepped()
    {
        using Model model = new();
        using Model other = new();
        other.Initialize(new Mt19937(0));
        string before = other.Parameters.Sha256();
        using ModelExecution execution = new(model, maxBatch: 2);
        using Sgd sgd = new(other.Parameters, 0.1);

        Assert.Throws<ArgumentException>("optimizer", () => execution.Train(s_fitting, [0, 1], 0, 2, sgd));

        Assert.Equal((0, before), (sgd.Steps, other.Parameters.Sha256()));
        using Model third = new();
        using ModelExecution clipping = new(third, maxBatch: 2) { Clipping = new GradientClipping(other.Parameters, 1) };
        Assert.Throws<ArgumentException>("Clipping", () => clipping.Train(s_fitting, [0, 1], 0, 2, null));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_step_that_failed_is_not_counted(int threads)
    {
        using Model model = new();
        using ModelExecution execution = new(model, maxBatch: 2, new ExecutionOptions(threads, ExecutionOptions.Default.Simd));
        using Adam adam = new(model.Parameters, 0.1);
        execution.Train(s_fitting, [0, 1], 0, 2, adam);

        Assert.Throws<InvalidOperationException>(() => execution.Train(new ByteSequences(new byte[24], [0, 9], 3, 4), [0, 1], 0, 2, adam));

        Assert.Equal(1, adam.Steps);
    }

    [Fact]
    public void A_module_serves_one_model()
    {
        Linear head = new(5, 5);
        using Model model = new();
        model.Put("another", head);
        using Model second = new();

        ArgumentException error = Assert.Throws<ArgumentException>("module", () => second.Put("mine", head));

        Assert.StartsWith("'mine': this Linear(in_features=5, out_features=5, bias=True) is in a model already; create another", error.Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>("module", () => model.Put("again", head));
    }

    [Fact]
    public void A_parameter_of_a_module_that_is_in_no_model_says_so()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => new Linear(5, 5).weight.Values.Length);

        Assert.StartsWith("the parameter weight has no memory yet", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_source_that_runs_or_disposes_what_reads_it_is_refused()
    {
        using Model model = new();
        ModelExecution execution = new(model, maxBatch: 2);
        List<string> told = [];
        Meddling meddling = new(() =>
        {
            told.Add(Assert.Throws<InvalidOperationException>(() => execution.Evaluate(s_fitting, null, 0, 1)).Message);
            told.Add(Assert.Throws<InvalidOperationException>(execution.Dispose).Message);
            told.Add(Assert.Throws<InvalidOperationException>(model.Dispose).Message);
        });

        execution.Evaluate(meddling, null, 0, 1);

        Assert.Equal(
            [
                "the model is running a batch already; an execution serves one thread at a time",
                "the execution is running a batch; dispose of it when that is done",
                "the model is running a batch; dispose of it when that is done",
            ],
            told);
        execution.Evaluate(s_fitting, null, 0, 2);
        execution.Dispose();
    }

    [Fact]
    public void Sequences_say_their_shape()
    {
        FloatSequences floats = new(new float[2 * 5 * 7], [0, 1], steps: 5, inputSize: 7);

        Assert.Equal((2, 5, 7), (floats.Count, floats.Steps, floats.Features));
        Assert.Throws<ArgumentOutOfRangeException>("steps", () => new FloatSequences([], Array.Empty<int>(), steps: 0, inputSize: 7));
        Assert.Throws<ArgumentOutOfRangeException>("inputSize", () => new ByteSequences([], Array.Empty<int>(), steps: 5, inputSize: 0));
    }

    private static ByteSequences Source(int steps, int features) => new(new byte[2 * steps * features], [0, 1], steps, features);

    private sealed class Model : SequenceClassifier
    {
        public Model()
            : base(steps: 3, inputSize: 4)
        {
            Add("rnn", new Rnn(inputSize: 4, hiddenSize: 6));
            Add("last", new LastStep());
            Add("fc", new Linear(inFeatures: 6, outFeatures: 5));
        }

        public void Put(string name, Module module) => Add(name, module);
    }

    private sealed class Meddling(Action meddle) : SequenceSource
    {
        public override int Count => 1;

        public override int Steps => 3;

        public override int Features => 4;

        public override int Label(int sequence)
        {
            meddle();
            return 0;
        }

        public override void CopyStep(int sequence, int step, Span<float> values) => values.Clear();
    }
}
