using System.Runtime.InteropServices;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Tests.Execution;

/// <summary>What the engine leaves out must not be missed in any bit.</summary>
public sealed class SavingsTests
{
    private const int Steps = 9;
    private const int InputSize = 7;
    private const int Samples = 12;

    [Theory]
    [InlineData("lstm", 1)]
    [InlineData("lstm", 2)]
    [InlineData("gru", 2)]
    [InlineData("rnn", 2)]
    public void Running_the_reverse_direction_for_the_last_step_only_changes_no_bit(string cell, int layers) =>
        Assert.Equal(Train(cell, layers, new LastStepOfAll(), Decaying), Train(cell, layers, new LastStep(), Decaying));

    [Theory]
    [InlineData("adam", 0)]
    [InlineData("adam", 0.01)]
    [InlineData("adamw", 0)]
    [InlineData("adamw", 0.01)]
    [InlineData("sgd", 0)]
    [InlineData("sgd", 0.01)]
    [InlineData("rmsprop", 0)]
    [InlineData("rmsprop", 0.01)]
    public void Not_stepping_weights_that_no_step_reads_changes_no_bit(string optimizer, double weightDecay)
    {
        Optimizer Create(ParameterSet parameters) => optimizer switch
        {
            "adam" => new Adam(parameters, learningRate: 0.01, weightDecay),
            "adamw" => new AdamW(parameters, learningRate: 0.01, weightDecay),
            "sgd" => new Sgd(parameters, learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay),
            _ => new RmsProp(parameters, learningRate: 0.01, momentum: 0.9, weightDecay),
        };

        uint[] all = Train("lstm", layers: 1, new LastStepOfAll(), Create, clipTo: 0.5);
        foreach (int threads in new[] { 1, 2, 5 })
        {
            Assert.Equal(all, Train("lstm", layers: 1, new LastStep(), Create, clipTo: 0.5, threads));
        }
    }

    [Fact]
    public void A_restored_state_steps_weights_that_no_step_reads_too()
    {
        using Network network = new(Cell("lstm", layers: 1), new LastStep());
        using ModelExecution execution = Start(network, out ByteSequences source, out int[] order);
        using Sgd sgd = new(network.Parameters, learningRate: 0.1, momentum: 0.9);
        float[] moving = new float[network.Parameters.TotalCount];
        moving.AsSpan().Fill(1f);
        sgd.RestoreState(new OptimizerState("sgd", 1, [new OptimizerStateTensor("momentum_buffer", moving)]));
        float[] before = network.Parameters["recurrent.weight_hh_l0_reverse"].Values.ToArray();

        execution.Train(source, order, 0, Samples, sgd);

        Assert.All(before.Zip(network.Parameters["recurrent.weight_hh_l0_reverse"].Values.ToArray()), p => Assert.Equal(p.First - 0.09f, p.Second, 1e-6f));
    }

    [Fact]
    public void So_does_one_that_is_restored_between_two_steps()
    {
        using Network network = new(Cell("lstm", layers: 1), new LastStep());
        using ModelExecution execution = Start(network, out ByteSequences source, out int[] order);
        using Sgd sgd = new(network.Parameters, learningRate: 0.1, momentum: 0.9);
        execution.Train(source, order, 0, Samples, sgd);
        float[] moving = new float[network.Parameters.TotalCount];
        moving.AsSpan().Fill(1f);
        float[] before = network.Parameters["recurrent.weight_hh_l0_reverse"].Values.ToArray();

        sgd.RestoreState(new OptimizerState("sgd", 1, [new OptimizerStateTensor("momentum_buffer", moving)]));
        execution.Train(source, order, 0, Samples, sgd);

        Assert.All(before.Zip(network.Parameters["recurrent.weight_hh_l0_reverse"].Values.ToArray()), p => Assert.Equal(p.First - 0.09f, p.Second, 1e-6f));
    }

    [Fact]
    public void What_the_weights_of_unread_steps_learn_is_exactly_nothing()
    {
        using Network network = new(Cell("lstm", layers: 1), new LastStepOfAll());
        using ModelExecution execution = Start(network, out ByteSequences source, out int[] order);
        execution.Train(source, order, 0, Samples, null);

        foreach (float d in network.Parameters["recurrent.weight_hh_l0_reverse"].Gradient)
        {
            Assert.Equal(0f, d);
        }
    }

    private static Adam Decaying(ParameterSet parameters) => new(parameters, learningRate: 0.01, weightDecay: 0.01);

    private static uint[] Train(string cell, int layers, Readout readout, Func<ParameterSet, Optimizer> create, double? clipTo = null, int threads = 1)
    {
        using Network network = new(Cell(cell, layers), readout);
        using ModelExecution execution = Start(network, out ByteSequences source, out int[] order, threads, clipTo);
        using Optimizer optimizer = create(network.Parameters);
        List<uint> bits = [];
        for (int step = 0; step < 4; step++)
        {
            execution.Train(source, order, 0, Samples, optimizer);
            bits.AddRange(MemoryMarshal.Cast<float, uint>(execution.Losses));
            bits.AddRange(MemoryMarshal.Cast<float, uint>(network.Parameters.Values));
        }

        return [.. bits];
    }

    private static Recurrent Cell(string cell, int layers) => cell switch
    {
        "lstm" => new Lstm(InputSize, hiddenSize: 10, layers, bidirectional: true),
        "gru" => new Gru(InputSize, hiddenSize: 10, layers, bidirectional: true),
        _ => new Rnn(InputSize, hiddenSize: 10, layers, bidirectional: true),
    };

    private static ModelExecution Start(Network network, out ByteSequences source, out int[] order, int threads = 1, double? clipTo = null)
    {
        Mt19937 random = new(3);
        network.Initialize(random);
        source = new ByteSequences(
            [.. Enumerable.Range(0, Samples * Steps * InputSize).Select(_ => (byte)random.NextUInt32())],
            [.. Enumerable.Range(0, Samples).Select(i => (byte)(i % 5))],
            Steps,
            InputSize);
        order = [.. Enumerable.Range(0, Samples)];
        return new ModelExecution(network, Samples, new ExecutionOptions(threads, SimdWidths.Best))
        {
            Clipping = clipTo is { } norm ? new GradientClipping(network.Parameters, norm) : null,
        };
    }

    private sealed class Network : SequenceClassifier
    {
        public Network(Recurrent recurrent, Readout readout)
            : base(SavingsTests.Steps, SavingsTests.InputSize)
        {
            Add("recurrent", recurrent);
            Add("readout", readout);
            Add("fc", new Linear(recurrent.OutputSize, 5));
        }
    }

    /// <summary>The last step, read in a way that makes every step be computed and every gradient be handed down.</summary>
    private sealed unsafe class LastStepOfAll : Readout
    {
        internal override StepsRead Reads(StepsRead output) => StepsRead.All;

        internal override void Forward(in Pass pass, int from, int to) =>
            Copy(Input.Row(Input.Steps - 1, from, pass.Batch), Output.Row(0, from, pass.Batch), to - from);

        private protected override void InputGradient(in Pass pass, int from, int to)
        {
            for (int t = 0; t < Input.Steps - 1; t++)
            {
                new Span<float>(Input.GradientRow(t, from, pass.Batch), (to - from) * Input.Pitch).Clear();
            }

            Copy(Output.GradientRow(0, from, pass.Batch), Input.GradientRow(Input.Steps - 1, from, pass.Batch), to - from);
        }

        private void Copy(float* source, float* target, int rows) =>
            new Span<float>(source, rows * Input.Pitch).CopyTo(new Span<float>(target, rows * Input.Pitch));
    }
}
