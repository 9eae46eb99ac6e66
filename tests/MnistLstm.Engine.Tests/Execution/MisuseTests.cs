using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.PyTorch;
using MnistLstm.Engine.Tests.Reference;

namespace MnistLstm.Engine.Tests.Execution;

public sealed class MisuseTests
{
    [Fact]
    public void A_label_the_model_does_not_score_is_an_error_that_names_it()
    {
        using TinyModel model = new();
        using ModelExecution execution = new(model, maxBatch: 2, new ExecutionOptions(2, ExecutionOptions.Default.Simd));
        ByteSequences source = new(new byte[2 * 3 * 4], [0, 7], steps: 3, inputSize: 4);

        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => execution.Evaluate(source, null, 0, 2));

        Assert.Contains("sequence 1 has label 7; the model scores 5 classes, 0 to 4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_failed_batch_the_execution_goes_on()
    {
        using TinyModel model = new();
        using ModelExecution execution = new(model, maxBatch: 2, new ExecutionOptions(2, ExecutionOptions.Default.Simd));
        ByteSequences bad = new(new byte[2 * 3 * 4], [0, 7], steps: 3, inputSize: 4);
        ByteSequences good = new(new byte[2 * 3 * 4], [0, 1], steps: 3, inputSize: 4);
        Assert.Throws<InvalidOperationException>(() => execution.Train(bad, [0, 1], 0, 2, null));

        execution.Train(good, [0, 1], 0, 2, null);

        Assert.True(execution.Losses[0] > 0);
    }

    [Fact]
    public void A_disposed_model_says_so()
    {
        TinyModel model = new();
        Parameter weight = model.Parameters["fc.weight"];
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => weight.Values.Length);
        Assert.Throws<ObjectDisposedException>(() => model.Parameters.Values.Length);
    }

    [Fact]
    public void A_training_step_allocates_nothing()
    {
        using TinyModel model = new();
        model.Initialize(new Mt19937(0));
        using ModelExecution execution = new(model, maxBatch: 4);
        using MnistLstm.Engine.Optimizers.Adam adam = new(model.Parameters, 0.01);
        ByteSequences source = new(new byte[4 * 3 * 4], [0, 1, 2, 3], steps: 3, inputSize: 4);
        int[] order = [3, 2, 1, 0];
        for (int i = 0; i < 50; i++)
        {
            execution.Train(source, order, 0, 4, adam);
            execution.Evaluate(source, null, 0, 4);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 100; i++)
        {
            execution.Train(source, order, 0, 4, adam);
            execution.Evaluate(source, null, 0, 4);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData("dropouts everywhere")]
    [InlineData("linear layers over time")]
    public void A_training_step_of_a_stack_allocates_nothing(string shape)
    {
        using EngineBatches engine = new(SmallShapes.Of(shape));
        engine.Train();
        engine.Train();

        long before = GC.GetAllocatedBytesForCurrentThread();
        engine.Train();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private sealed class TinyModel : SequenceClassifier
    {
        public TinyModel()
            : base(steps: 3, inputSize: 4)
        {
            Add("lstm", new Lstm(inputSize: 4, hiddenSize: 6, numLayers: 2, bidirectional: true));
            Add("last", new LastStep());
            Add("fc", new Linear(inFeatures: 12, outFeatures: 5));
        }
    }
}
