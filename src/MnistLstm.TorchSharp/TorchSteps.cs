using MnistLstm.Runner.Engines;
using MnistLstm.Training.Networks;
using TorchSharp;
using static TorchSharp.torch;

namespace MnistLstm.TorchSharp;

/// <summary>
/// Training steps and evaluations in libtorch on noise, for a clock: what they cost does not depend on what is in the data. As lean as its
/// interface allows: float tensors in memory, a batch is one indexing of them, gradients are set to none.
/// </summary>
public sealed class TorchSteps : ITimedSteps
{
    private readonly TimedShape _shape;
    private readonly NoCollection _noCollection = new();
    private readonly Network _network;
    private readonly optim.Optimizer _optimizer;
    private readonly Tensor _images;   // [N, T, I]
    private readonly Tensor _labels;   // [N]
    private readonly Tensor _order;    // [N]
    private int _next;

    /// <summary>Builds the model and the data.</summary>
    /// <param name="shape">The shape.</param>
    /// <param name="threads">Threads of libtorch, which are the process's.</param>
    public TorchSteps(TimedShape shape, int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shape.Samples, Math.Max(shape.BatchSize, shape.EvaluationBatch));
        set_num_threads(threads);
        random.manual_seed(0);
        _shape = shape;
        _network = new Network(shape);
        _optimizer = optim.Adam(_network.parameters());
        using DisposeScope scope = NewDisposeScope();
        _images = rand(shape.Samples, shape.Steps, shape.InputSize).DetachFromDisposeScope();
        _labels = randint(shape.Classes, shape.Samples, ScalarType.Int64).DetachFromDisposeScope();
        _order = randperm(shape.Samples, ScalarType.Int64).DetachFromDisposeScope();
    }

    void ITimedSteps.Train() => Train();

    void ITimedSteps.Evaluate() => Evaluate();

    /// <summary>One training step; its mean loss.</summary>
    public float Train()
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor images, Tensor labels) = Batch(_shape.BatchSize);
        _network.train();
        using NoCollection.Step step = _noCollection.Begin();
        _optimizer.zero_grad();
        Tensor loss = nn.functional.cross_entropy(_network.call(images), labels);
        loss.backward();
        _optimizer.step();
        return loss.item<float>();
    }

    /// <summary>A forward pass and its mean loss, nothing kept.</summary>
    public float Evaluate()
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable noGradients = no_grad();
        (Tensor images, Tensor labels) = Batch(_shape.EvaluationBatch);
        _network.eval();
        return nn.functional.cross_entropy(_network.call(images), labels).item<float>();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _optimizer.Dispose();
        _network.Dispose();
        _images.Dispose();
        _labels.Dispose();
        _order.Dispose();
    }

    private (Tensor Images, Tensor Labels) Batch(int count)
    {
        int start = _next + count <= _order.shape[0] ? _next : 0;
        _next = start + count;
        Tensor index = _order.narrow(0, start, count);
        return (_images.index_select(0, index), _labels.index_select(0, index));
    }

    private sealed class Network : nn.Module<Tensor, Tensor>
    {
        private readonly global::TorchSharp.Modules.LSTM lstm;
        private readonly global::TorchSharp.Modules.Linear fc;

        public Network(TimedShape shape)
            : base(nameof(Network))
        {
            lstm = nn.LSTM(shape.InputSize, shape.HiddenSize, shape.Layers, batchFirst: true, bidirectional: shape.Bidirectional);
            fc = nn.Linear(shape.Bidirectional ? 2 * shape.HiddenSize : shape.HiddenSize, shape.Classes);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input)
        {
            using DisposeScope scope = NewDisposeScope();
            (Tensor output, _, _) = lstm.call(input);
            return fc.call(output.select(1, -1)).MoveToOuterDisposeScope();
        }
    }
}
