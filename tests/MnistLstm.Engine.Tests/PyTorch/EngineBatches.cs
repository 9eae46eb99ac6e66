using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.PyTorch;

/// <summary>The engine at work on a golden setup: its model, its batches, and what came out, widened to double.</summary>
internal sealed class EngineBatches : IDisposable
{
    private readonly GoldenSetup _setup;
    private readonly ModelExecution _execution;
    private readonly ByteSequences _sequences;
    private readonly int[] _order;

    public EngineBatches(GoldenSetup setup, ExecutionOptions? options = null, int batches = 1)
    {
        _setup = setup;
        Model = new GoldenModel(setup);
        _execution = new ModelExecution(Model, setup.BatchSize, options, Model.Random);
        int count = batches * setup.BatchSize;
        byte[] pixels = [.. Enumerable.Range(0, batches).SelectMany(n => SyntheticBatch.Pixels(n, setup.BatchSize, setup.Steps, setup.InputSize))];
        byte[] labels = [.. SyntheticBatch.Labels(0, count).Select(label => (byte)label)];
        _sequences = new ByteSequences(pixels, labels, setup.Steps, setup.InputSize);
        _order = [.. Enumerable.Range(0, count)];
    }

    public GoldenModel Model { get; }

    /// <summary>The mean loss of the batch that was run last.</summary>
    public double Loss => _execution.Losses.ToArray().Average(loss => (double)loss);

    /// <summary>Runs a batch, or its first samples only, forward and backward, and lets the optimizer step.</summary>
    public void Train(int batch = 0, int? samples = null, MnistLstm.Engine.Optimizers.Optimizer? optimizer = null) =>
        _execution.Train(_sequences, _order, batch * _setup.BatchSize, samples ?? _setup.BatchSize, optimizer);

    /// <summary>Runs a batch forward.</summary>
    public void Evaluate(int batch = 0) => _execution.Evaluate(_sequences, null, batch * _setup.BatchSize, _setup.BatchSize);

    /// <summary>The scores [B, C] of the batch that was run last.</summary>
    public float[] Scores() => [.. Enumerable.Range(0, _execution.Losses.Length).SelectMany(b => _execution.Scores(b).ToArray())];

    /// <summary>A gradient of the last backward pass.</summary>
    public double[] Gradient(string name) => [.. Model.Parameters[name].Gradient.ToArray().Select(g => (double)g)];

    /// <summary>A hash of scores, losses and all gradients of the last backward pass.</summary>
    public string Sha256() => GoldenFile.Sha256<float>([.. Scores(), .. _execution.Losses, .. Model.Parameters.Gradients]);

    public void Dispose()
    {
        _execution.Dispose();
        Model.Dispose();
    }
}
