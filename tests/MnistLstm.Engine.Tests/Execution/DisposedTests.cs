using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Tests.Execution;

/// <summary>Nothing hangs, reads freed memory or says something else when it comes too late.</summary>
public sealed class DisposedTests
{
    private static readonly ByteSequences s_sequences = new(new byte[2 * 3 * 4], [0, 1], steps: 3, inputSize: 4);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_disposed_execution_says_so_whatever_is_asked_of_it(int threads)
    {
        using SmallModel model = new();
        ModelExecution execution = Executed(model, threads);

        execution.Dispose();

        ThrowsDisposed(execution, adam: null);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_execution_of_a_disposed_model_says_so_whatever_is_asked_of_it(int threads)
    {
        SmallModel model = new();
        using ModelExecution execution = Executed(model, threads);
        using Adam adam = new(model.Parameters, 0.01);

        model.Dispose();

        ThrowsDisposed(execution, adam);
        Assert.Equal(0, adam.Steps);
    }

    [Fact]
    public void A_disposed_model_says_so_whatever_is_asked_of_it()
    {
        SmallModel model = new();
        ParameterSet parameters = model.Parameters;
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.Parameters);
        Assert.Throws<ObjectDisposedException>(() => model.Initialize(new Mt19937(0)));
        Assert.Throws<ObjectDisposedException>(() => model.SkipDraws(new Mt19937(0), 1));
        Assert.Throws<ObjectDisposedException>(model.WeightsChanged);
        Assert.Throws<ObjectDisposedException>(model.AddAnother);
        Assert.Throws<ObjectDisposedException>(() => model.Head.Initialize(new Mt19937(0)));
        Assert.Throws<ObjectDisposedException>(() => new ModelExecution(model, 1));
        Assert.Throws<ObjectDisposedException>(() => parameters.Values.Length);
        Assert.Throws<ObjectDisposedException>(() => parameters.Gradients.Length);
        Assert.Throws<ObjectDisposedException>(parameters.Sha256);
        Assert.Throws<ObjectDisposedException>(() => parameters["fc.bias"].Values.Length);
        Assert.Throws<ObjectDisposedException>(() => parameters["fc.bias"].Gradient.Length);
    }

    [Fact]
    public void A_disposed_model_still_says_what_it_was()
    {
        SmallModel model = new();
        string print = model.ToString();
        model.Dispose();

        Assert.Equal((3, 4, 5, print), (model.Steps, model.InputSize, model.Classes, model.ToString()));
        Assert.Equal("fc.bias [5]", model.Head.bias.ToString());
    }

    [Fact]
    public void A_disposed_optimizer_is_refused_by_a_training_step_which_leaves_the_weights()
    {
        using SmallModel model = new();
        using ModelExecution execution = Executed(model, threads: 1);
        Adam adam = new(model.Parameters, 0.01);
        string before = model.Parameters.Sha256();

        adam.Dispose();

        Assert.Throws<ObjectDisposedException>(() => execution.Train(s_sequences, [0, 1], 0, 2, adam));
        Assert.Throws<ObjectDisposedException>(() => adam.LearningRate = 0.1);
        Assert.Equal(before, model.Parameters.Sha256());
    }

    [Fact]
    public void A_disposed_measurement_of_the_peak_says_so()
    {
        PeakExecution peak = new(new ExecutionOptions(2, ExecutionOptions.Default.Simd));
        peak.Dispose();

        Assert.Throws<ObjectDisposedException>(() => peak.Run(1));
    }

    [Fact]
    public void Disposing_twice_does_nothing_more()
    {
        SmallModel model = new();
        ModelExecution execution = Executed(model, threads: 2);
        PeakExecution peak = new(new ExecutionOptions(2, ExecutionOptions.Default.Simd));

        for (int i = 0; i < 2; i++)
        {
            execution.Dispose();
            model.Dispose();
            peak.Dispose();
        }

        Assert.Throws<ObjectDisposedException>(() => model.Parameters);
    }

    private static ModelExecution Executed(SmallModel model, int threads)
    {
        model.Initialize(new Mt19937(0));
        ModelExecution execution = new(model, maxBatch: 2, new ExecutionOptions(threads, ExecutionOptions.Default.Simd));
        execution.Train(s_sequences, [0, 1], 0, 2, null);
        return execution;
    }

    private static void ThrowsDisposed(ModelExecution execution, Optimizer? adam)
    {
        Assert.Throws<ObjectDisposedException>(() => execution.Train(s_sequences, [0, 1], 0, 2, adam));
        Assert.Throws<ObjectDisposedException>(() => execution.Evaluate(s_sequences, null, 0, 2));
        Assert.Throws<ObjectDisposedException>(() => execution.Losses.Length);
        Assert.Throws<ObjectDisposedException>(() => execution.Correct.Length);
        Assert.Throws<ObjectDisposedException>(() => execution.Scores(0).Length);
    }

    private sealed class SmallModel : SequenceClassifier
    {
        public SmallModel()
            : base(steps: 3, inputSize: 4)
        {
            Add("gru", new Gru(inputSize: 4, hiddenSize: 6, bidirectional: true));
            Add("last", new LastStep());
            Head = Add("fc", new Linear(inFeatures: 12, outFeatures: 5));
        }

        public Linear Head { get; }

        public void AddAnother() => Add("another", new Linear(5, 5));
    }
}
