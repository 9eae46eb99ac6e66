using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Tests.Execution;

/// <summary>A long sequence whose steps are computed anew, block by block, for want of memory.</summary>
public sealed class BlockTests
{
    private const int InputSize = 3;
    private const int Batch = 7;
    private const int Samples = 19;

    public static TheoryData<string> Networks => new(Built.Keys);

    private static Dictionary<string, Func<Module[]>> Built { get; } = new()
    {
        ["LSTM"] = () => [new Lstm(InputSize, 5), new LastStep(), new Linear(5, 10)],
        ["LSTM, 2 layers, dropout"] = () => [new Lstm(InputSize, 18, 2, dropout: 0.3), new LastStep(), new Linear(18, 10)],
        ["LSTM, 2 layers, both directions, last step"] = () => [new Lstm(InputSize, 6, 2, bidirectional: true), new LastStep(), new Linear(12, 10)],
        ["LSTM, both directions, final states"] = () => [new Lstm(InputSize, 17, bidirectional: true), new FinalStates(), new Linear(34, 10)],
        ["LSTM, both directions, mean"] = () => [new Lstm(InputSize, 5, bidirectional: true), new MeanOverTime(), new Linear(10, 10)],
        ["GRU, 2 layers, both directions, dropout"] = () =>
            [new Gru(InputSize, 7, 2, bidirectional: true, dropout: 0.5), new FinalStates(), new Linear(14, 10)],
        ["GRU, mean"] = () => [new Gru(InputSize, 16), new MeanOverTime(), new Linear(16, 10)],
        ["GRU, no biases"] = () => [new Gru(InputSize, 5, bias: false), new LastStep(), new Linear(5, 10)],
        ["RNN, 2 layers, both directions"] = () => [new Rnn(InputSize, 8, 2, bidirectional: true), new LastStep(), new Linear(16, 10)],
        ["RNN, ReLU, no biases"] = () => [new Rnn(InputSize, 9, relu: true, bias: false), new MeanOverTime(), new Linear(9, 10)],
        ["variational dropout"] = () =>
            [new VariationalDropout(0.1), new Lstm(InputSize, 6, bidirectional: true), new VariationalDropout(0.3), new Gru(12, 5), new LastStep(),
                new Linear(5, 10)],
        ["stack"] = () => [new Linear(InputSize, 6), new Lstm(6, 5), new LayerNorm(5), new Dropout(0.2), new Gru(5, 4, bidirectional: true), new Tanh(),
            new LastStep(), new Linear(8, 10)],
    };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Steps_computed_anew_give_the_bits_of_steps_that_are_kept(string network)
    {
        foreach (int steps in (int[])[96, 192, 193, 250])
        {
            string expected = Train(network, steps, new ExecutionOptions(1, SimdWidths.Best), out ExecutionMemory kept);

            foreach (int threads in (int[])[1, 2, 3])
            {
                string actual = Train(network, steps, new ExecutionOptions(threads, SimdWidths.Best) { Memory = 0 }, out ExecutionMemory least);
                Assert.Equal((steps, threads, expected), (steps, threads, actual));
                Assert.Equal(steps > 96 ? 96 : null, least.BlockSteps);
                Assert.True(steps == 96 || threads > 1 || least.Bytes < kept.Bytes, $"{least} takes no less than {kept}");
            }
        }
    }

    [Fact]
    public void Every_vector_width_gives_the_same_bits_in_blocks()
    {
        string expected = Train("LSTM, 2 layers, both directions, last step", 200, new ExecutionOptions(1, SimdWidth.Scalar), out _);

        foreach (SimdWidth width in Enum.GetValues<SimdWidth>())
        {
            Assert.Equal((width, expected),
                (width, Train("LSTM, 2 layers, both directions, last step", 200, new ExecutionOptions(2, width) { Memory = 0 }, out _)));
        }
    }

    [Fact]
    public void Gradients_that_vanish_on_the_way_have_the_same_bits_in_blocks()
    {
        string expected = Train("LSTM", 700, new ExecutionOptions(1, SimdWidths.Best), out _);

        Assert.Equal(expected, Train("LSTM", 700, new ExecutionOptions(2, SimdWidths.Best) { Memory = 0 }, out _));
    }

    [Fact]
    public void The_blocks_are_the_longest_that_fit()
    {
        using Model model = new(Built["LSTM"](), 1000);
        ExecutionOptions all = new(1, SimdWidths.Best);
        ExecutionMemory whole = ExecutionMemory.Of(model, Batch, all);
        ExecutionMemory half = ExecutionMemory.Of(model, Batch, all with { Memory = whole.Bytes - 1 });
        ExecutionMemory less = ExecutionMemory.Of(model, Batch, all with { Memory = half.Bytes - 1 });
        ExecutionMemory least = ExecutionMemory.Of(model, Batch, all with { Memory = 0 });

        Assert.Null(whole.BlockSteps);
        Assert.Equal([576, 384, 96], [half.BlockSteps, less.BlockSteps, least.BlockSteps]);
        Assert.True(whole.Bytes > half.Bytes && half.Bytes > less.Bytes && less.Bytes > least.Bytes);
        Assert.Equal(whole, ExecutionMemory.Of(model, Batch, all with { Memory = whole.Bytes }));
    }

    [Fact]
    public void What_was_planned_is_what_is_allocated()
    {
        foreach (string network in Built.Keys)
        {
            foreach (long room in (long[])[long.MaxValue, 0])
            {
                using Model model = new(Built[network](), 200);
                ExecutionOptions options = new(2, SimdWidths.Best) { TrainingBatch = Batch, Memory = room };
                ExecutionMemory planned = ExecutionMemory.Of(model, Samples, options);
                long before = NativeBuffer.BytesOfThread;

                using ModelExecution execution = new(model, Samples, options, new Mt19937(1));

                Assert.Equal(planned, execution.Memory);
                Assert.Equal((network, room, planned.Bytes), (network, room, NativeBuffer.BytesOfThread - before));
            }
        }
    }

    [Fact]
    public void A_batch_larger_than_the_largest_that_is_trained_is_evaluated_alone()
    {
        using Model model = new(Built["LSTM"](), 100);
        model.Initialize(new Mt19937(1));
        ByteSequences source = Sequences(100);
        using ModelExecution execution = new(model, Samples, ExecutionOptions.Default with { TrainingBatch = Batch });

        execution.Evaluate(source, null, 0, Samples);
        float[] losses = execution.Losses.ToArray();
        execution.Evaluate(source, null, 0, Batch);

        Assert.Equal(losses[..Batch], execution.Losses.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => execution.Train(source, [.. Enumerable.Range(0, Samples)], 0, Batch + 1, null));
        execution.Train(source, [.. Enumerable.Range(0, Samples)], 0, Batch, null);
        Assert.Equal(losses[..Batch], execution.Losses.ToArray());
    }

    private static string Train(string network, int steps, ExecutionOptions options, out ExecutionMemory memory)
    {
        Mt19937 random = new(3);
        using Model model = new(Built[network](), steps);
        model.Initialize(random);
        ByteSequences source = Sequences(steps);
        using ModelExecution execution = new(model, Samples, options with { TrainingBatch = Batch }, random);
        using Adam optimizer = new(model.Parameters, 0.01);
        int[] order = new int[Samples];
        BatchOrder.Shuffle(random, order);
        List<float> numbers = [];
        for (int start = 0; start < Samples; start += Batch)
        {
            execution.Train(source, order, start, Math.Min(Batch, Samples - start), optimizer);
            numbers.AddRange(execution.Losses);
            numbers.AddRange(model.Parameters.Gradients);
        }

        execution.Evaluate(source, null, 0, Samples);
        numbers.AddRange(execution.Losses);
        memory = execution.Memory;
        return $"{Golden.GoldenFile.Sha256<float>([.. numbers])} {model.Parameters.Sha256()}";
    }

    private static ByteSequences Sequences(int steps)
    {
        Mt19937 data = new(9);
        return new ByteSequences([.. Enumerable.Range(0, Samples * steps * InputSize).Select(_ => (byte)data.NextUInt32())],
            [.. Enumerable.Range(0, Samples).Select(i => (byte)(i % 10))], steps, InputSize);
    }

    private sealed class Model : SequenceClassifier
    {
        public Model(Module[] modules, int steps)
            : base(steps, BlockTests.InputSize)
        {
            for (int m = 0; m < modules.Length; m++)
            {
                Add($"module{m}", modules[m]);
            }
        }
    }
}
