using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Execution;

/// <summary>
/// Two small trainings whose hash belongs to <see cref="EngineVersion.Name"/>: a machine, runtime or build that does not give it cannot
/// reproduce any result of this version. Takes some tens of milliseconds.
/// </summary>
public static class SelfTest
{
    /// <summary>The hash that exact/1 gives everywhere.</summary>
    public const string Expected = "0cef51e4d43e85d8";

    private const int Steps = 6;
    private const int InputSize = 11;
    private const int Samples = 40;

    /// <summary>Trains and hashes: 16 hex digits over losses, gradients and weights of every step.</summary>
    public static string Run(ExecutionOptions options)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (SequenceClassifier lstm = new Probe(new Lstm(InputSize, hiddenSize: 21, numLayers: 2, bidirectional: true), new LastStep(), softmax: true))
        {
            Train(lstm, parameters => new Adam(parameters, learningRate: 0.01, weightDecay: 0.001), options, hash);
        }

        using (SequenceClassifier gru = new Probe(new Gru(InputSize, hiddenSize: 18, numLayers: 2, dropout: 0.25), new FinalStates(), softmax: false))
        {
            Train(gru, parameters => new Sgd(parameters, learningRate: 0.1, momentum: 0.9, nesterov: true), options, hash);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
    }

    /// <summary>Runs the test; null when all is well, else what the user should know.</summary>
    public static string? Fault(ExecutionOptions options)
    {
        string actual = Run(options);
        return actual == Expected
            ? null
            : $"this machine, runtime or build computes {actual} where {EngineVersion.Name} gives {Expected}: no result made here could be compared with any "
                + $"other, so nothing is trained. "
              + "If the engine's arithmetic was changed on purpose, that is a new engine version (docs/numerics.md); if not, rebuild from a clean checkout, "
              + "then suspect the machine.";
    }

    private static void Train(SequenceClassifier model, Func<ParameterSet, Optimizer> optimizer, ExecutionOptions options, IncrementalHash hash)
    {
        Mt19937 random = new(2026);
        model.Initialize(random);
        byte[] values = new byte[Samples * Steps * InputSize];
        byte[] labels = new byte[Samples];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (byte)random.NextUInt32();
        }

        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = (byte)(i % 10);
        }

        ByteSequences source = new(values, labels, Steps, InputSize);
        int[] order = new int[Samples];
        BatchOrder.Shuffle(random, order);
        const int Batch = 17;
        using ModelExecution execution = new(model, Batch, options, random);
        using Optimizer stepper = optimizer(model.Parameters);
        for (int start = 0; start < Samples; start += Batch)
        {
            execution.Train(source, order, start, Math.Min(Batch, Samples - start), stepper);
            hash.AppendData(MemoryMarshal.AsBytes(execution.Losses));
            hash.AppendData(MemoryMarshal.AsBytes(model.Parameters.Gradients));
            hash.AppendData(MemoryMarshal.AsBytes(model.Parameters.Values));
        }
    }

    private sealed class Probe : SequenceClassifier
    {
        public Probe(Recurrent recurrent, Readout readout, bool softmax)
            : base(SelfTest.Steps, SelfTest.InputSize)
        {
            Add("recurrent", recurrent);
            Add("readout", readout);
            Add("fc", new Linear(recurrent.OutputSize, 10));
            if (softmax)
            {
                Add("softmax", new Softmax());
            }
        }
    }
}
