using MnistLstm.Engine;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;

namespace MnistLstm.Training;

/// <summary>What training a model takes in memory beside its data, and how it keeps to what it may take.</summary>
/// <param name="Bytes">All of it, rather too much than too little.</param>
/// <param name="Buffers">What the model's buffers take of it.</param>
/// <param name="EvaluationBatch">The batch of an evaluation.</param>
public sealed record TrainingMemory(long Bytes, ExecutionMemory Buffers, int EvaluationBatch)
{
    /// <summary>Of every parameter: value, gradient, the optimizer's state, the best epoch's value, a checkpoint being written, and what is given back
    /// late. benchmarks/memory holds it against what runs take.</summary>
    private const long BytesOfParameter = 18 * sizeof(float);

    /// <summary>What a training may take where nothing is said: what the process may have, less a fifth for data and the rest of the program.</summary>
    public static long Usual { get; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 5 * 4;

    /// <summary>
    /// Plans a training. What does not fit at first is evaluated in batches no larger than those of training; then a long sequence is computed
    /// in blocks. What is needed at least is planned even if it is more.
    /// </summary>
    /// <param name="model">The model; no execution has it yet.</param>
    /// <param name="batch">The largest batch that is trained.</param>
    /// <param name="options">How to run.</param>
    public static TrainingMemory Of(SequenceClassifier model, int batch, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        long parameters = BytesOfParameter * model.Modules.Sum(module => module.Module.Parameters.Sum(parameter => (long)parameter.Count));
        ExecutionOptions execution = Execution(batch, options, room: (options.Memory ?? Usual) - parameters);
        int together = Math.Max(batch, Trainer.MinEvaluationBatch);
        ExecutionMemory buffers = ExecutionMemory.Of(model, together, execution with { Memory = long.MaxValue });
        if (buffers.Bytes > execution.Memory)
        {
            together = batch;
            buffers = ExecutionMemory.Of(model, together, execution);
        }

        return new TrainingMemory(parameters + buffers.Bytes, buffers, together);
    }

    /// <summary>How an execution is to run that has so much room for its buffers.</summary>
    internal static ExecutionOptions Execution(int batch, TrainingOptions options, long room) =>
        new(options.Threads, options.Simd) { TrainingBatch = batch, Memory = room };
}
