using System.Runtime.InteropServices;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;
using MnistLstm.Training;

namespace MnistLstm.Runner.Bench;

/// <summary>The exact engine on noise; what a batch costs hardly depends on what is in it.</summary>
internal sealed class EngineSubject : IBenchSubject
{
    // More than the caches next to a core hold, as in a real epoch.
    public const int Images = 2048;
    private const double LearningRate = 0.001;

    private readonly int _batch;
    private readonly BenchModel _model;
    private readonly ModelExecution _execution;
    private readonly Adam _optimizer;
    private readonly ByteSequences _images;
    private readonly int[] _order = new int[Images];
    private int _next;

    public EngineSubject(BenchShape shape, int threads)
    {
        Mt19937 random = new(0);
        _batch = shape.Batch;
        TrainingMemory memory = shape.MemoryOn(threads, SimdWidths.Best);
        EvaluationBatch = memory.EvaluationBatch;
        _model = new BenchModel(shape);
        _model.Initialize(random);
        _execution = new ModelExecution(_model, EvaluationBatch, 
            new ExecutionOptions(threads, SimdWidths.Best) { TrainingBatch = shape.Batch, Memory = memory.Buffers.Bytes }, random);
        _optimizer = new Adam(_model.Parameters, LearningRate);
        _images = Noise(random, shape);
        random.FillPermutation(_order);
    }

    /// <inheritdoc/>
    public int EvaluationBatch { get; }

    /// <inheritdoc/>
    public IReadOnlyList<BenchPass> Passes { get; } = Enum.GetValues<BenchPass>();

    /// <inheritdoc/>
    public void Run(BenchPass pass)
    {
        if (pass == BenchPass.Evaluation)
        {
            _execution.Evaluate(_images, null, Start(EvaluationBatch), EvaluationBatch);
            return;
        }

        StepPhase last = pass switch
        {
            BenchPass.Forward => StepPhase.Forward,
            BenchPass.ThroughBackward => StepPhase.Backward,
            BenchPass.ThroughWeightGradient => StepPhase.WeightGradient,
            _ => StepPhase.Optimizer,
        };
        _execution.Train(_images, _order, Start(_batch), _batch, _optimizer, last);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _execution.Dispose();
        _optimizer.Dispose();
        _model.Dispose();
    }

    private int Start(int count)
    {
        int start = _next + count <= Images ? _next : 0;
        _next = start + count;
        return start;
    }

    private static ByteSequences Noise(Mt19937 random, BenchShape shape)
    {
        byte[] values = new byte[Images * shape.Steps * shape.Features];
        foreach (ref uint four in MemoryMarshal.Cast<byte, uint>(values.AsSpan()))
        {
            four = random.NextUInt32();
        }

        int[] labels = [.. Enumerable.Range(0, Images).Select(_ => (int)(random.NextUInt32() % (uint)shape.Classes))];
        return new ByteSequences(values, labels, shape.Steps, shape.Features);
    }
}
