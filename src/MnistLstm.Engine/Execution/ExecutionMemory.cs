using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Features;
using MnistLstm.Engine.Modules.Recurrence;

namespace MnistLstm.Engine.Execution;

/// <summary>What a model's buffers take, beside its parameters, their gradients and the optimizer's state.</summary>
/// <param name="Bytes">All of them.</param>
/// <param name="BytesOfSteps">Those of <paramref name="Bytes"/> that every time step of every sample has its own of.</param>
/// <param name="BlockSteps">Time steps of which a recurrent layer keeps at once what its way back needs; null where that is all of them.</param>
public sealed record ExecutionMemory(long Bytes, long BytesOfSteps, int? BlockSteps)
{
    /// <summary>Looks what an execution of a model would take. Nothing is allocated.</summary>
    /// <param name="model">The model; no execution has it yet.</param>
    /// <param name="maxBatch">The largest batch that would be run.</param>
    /// <param name="options">How.</param>
    /// <exception cref="InvalidOperationException">The model is in an execution already, or has no readout.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public static ExecutionMemory Of(SequenceClassifier model, int maxBatch, ExecutionOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        return Plan(model, WorkspaceOf(KernelSet.Of(options.Simd), maxBatch, options), options.Memory);
    }

    internal static Workspace WorkspaceOf(KernelSet kernels, int maxBatch, ExecutionOptions options) => new(kernels, maxBatch, options.Threads)
    {
        TrainingBatch = Math.Min(maxBatch, options.TrainingBatch ?? maxBatch),
    };

    /// <summary>The fewest and so the longest blocks that fit, or where none do, those that take least.</summary>
    internal static ExecutionMemory Plan(SequenceClassifier model, Workspace workspace, long room)
    {
        ExecutionMemory least = Count(int.MaxValue);
        for (int blocks = 2, longer = int.MaxValue; least.Bytes > room && longer > TimeBlocks.Unit; blocks++)
        {
            int steps = (((model.Steps - 1) / blocks / TimeBlocks.Unit) + 1) * TimeBlocks.Unit;
            if (steps < longer && steps < model.Steps)
            {
                ExecutionMemory planned = Count(steps);
                least = planned.Bytes < least.Bytes ? planned : least;
            }

            longer = steps;
        }

        return least;

        ExecutionMemory Count(int blockSteps)
        {
            Workspace counted = workspace with { BlockSteps = blockSteps, OnlyCounts = true };
            model.Count(counted);
            return new ExecutionMemory(counted.Bytes, counted.BytesOfSteps, blockSteps < model.Steps ? blockSteps : null);
        }
    }
}
