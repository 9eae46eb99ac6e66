using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Tests.Execution;

/// <summary>Weights, optimizer state and random state are all that a training's next steps depend on.</summary>
public sealed class CheckpointTests
{
    private const int Steps = 4;
    private const int InputSize = 5;
    private const int Samples = 23;
    private const int Batch = 7;

    public static TheoryData<string> Optimizers => new("adam", "adamw", "sgd", "sgd with momentum", "rmsprop", "rmsprop with momentum");

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_training_restored_into_new_objects_goes_on_with_the_same_bits(string optimizer)
    {
        using Training whole = new(optimizer, seed: 1, threads: 1);
        whole.Epoch();
        (float[] weights, OptimizerState state, Mt19937State random) = whole.Save();
        string expected = whole.Epoch();

        using Training resumed = new(optimizer, seed: 2, threads: 2);
        resumed.Epoch();
        resumed.Restore(weights, state, random);

        Assert.Equal(expected, resumed.Epoch());
        Assert.Equal(whole.Save().Random, resumed.Save().Random);
    }

    private sealed class Training : IDisposable
    {
        private readonly Mt19937 _random;
        private readonly Model _model = new();
        private readonly ModelExecution _execution;
        private readonly Optimizer _optimizer;
        private readonly ByteSequences _source;
        private readonly int[] _order = new int[Samples];

        public Training(string optimizer, long seed, int threads)
        {
            Mt19937 data = new(9);
            _source = new ByteSequences(
                [.. Enumerable.Range(0, Samples * Steps * InputSize).Select(_ => (byte)data.NextUInt32())],
                [.. Enumerable.Range(0, Samples).Select(i => (byte)(i % 3))],
                Steps,
                InputSize);
            _random = new Mt19937(seed);
            _model.Initialize(_random);
            _execution = new ModelExecution(_model, Batch, new ExecutionOptions(threads, ExecutionOptions.Default.Simd), _random)
            {
                Clipping = new GradientClipping(_model.Parameters, 0.5),
            };
            _optimizer = optimizer switch
            {
                "adam" => new Adam(_model.Parameters, 0.01, weightDecay: 0.01),
                "adamw" => new AdamW(_model.Parameters, 0.01, weightDecay: 0.01),
                "sgd" => new Sgd(_model.Parameters, 0.1),
                "sgd with momentum" => new Sgd(_model.Parameters, 0.1, momentum: 0.9, nesterov: true),
                "rmsprop" => new RmsProp(_model.Parameters, 0.01),
                _ => new RmsProp(_model.Parameters, 0.01, momentum: 0.9),
            };
        }

        public string Epoch()
        {
            List<float> losses = [];
            BatchOrder.Shuffle(_random, _order);
            for (int start = 0; start < Samples; start += Batch)
            {
                _execution.Train(_source, _order, start, Math.Min(Batch, Samples - start), _optimizer);
                losses.AddRange(_execution.Losses);
            }

            return $"{_optimizer.Steps} {Golden.GoldenFile.Sha256<float>([.. losses])} {_model.Parameters.Sha256()}";
        }

        public (float[] Weights, OptimizerState State, Mt19937State Random) Save() =>
            (_model.Parameters.Values.ToArray(), _optimizer.SaveState(), _random.Save());

        public void Restore(float[] weights, OptimizerState state, Mt19937State random)
        {
            weights.CopyTo(_model.Parameters.Values);
            _model.WeightsChanged();
            _optimizer.RestoreState(state);
            _random.Restore(random);
        }

        public void Dispose()
        {
            _execution.Dispose();
            _optimizer.Dispose();
            _model.Dispose();
        }
    }

    private sealed class Model : SequenceClassifier
    {
        public Model()
            : base(CheckpointTests.Steps, CheckpointTests.InputSize)
        {
            // The reverse direction's weight_hh is reached by no batch: restored state reaches it all the same.
            Add("lstm", new Lstm(CheckpointTests.InputSize, hiddenSize: 6, numLayers: 2, bidirectional: true, dropout: 0.3));
            Add("dropout", new Dropout(0.2));
            Add("last", new LastStep());
            Add("fc", new Linear(12, 3));
        }
    }
}
