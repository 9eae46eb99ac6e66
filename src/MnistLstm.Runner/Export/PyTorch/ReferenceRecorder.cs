using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Random;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>Runs the first training steps of a run and keeps what PyTorch can be compared with.</summary>
internal static class ReferenceRecorder
{
    /// <summary>Trains until there are <paramref name="steps"/> losses, or to the end.</summary>
    /// <exception cref="TrainingDivergedException">A loss became NaN or infinite before.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static PyTorchReference Record(RunSpec spec, Dataset data, int steps, CancellationToken cancellation)
    {
        using Trainer trainer = spec.CreateTrainer(data, new TrainingOptions());
        string weights = Sha256(trainer.Model, spec.Network);
        using CancellationTokenSource enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        StepLosses losses = new(steps, enough);
        trainer.StepObserver = losses;
        try
        {
            while (!losses.Complete && !trainer.IsDone)
            {
                trainer.RunEpoch(cancellation: enough.Token);
            }
        }
        catch (OperationCanceledException) when (losses.Complete && !cancellation.IsCancellationRequested)
        {
            // Ended by the recorder itself, within an epoch.
        }

        return new PyTorchReference(weights, OrderSha256(spec, spec.TrainedSamples(data.Train.Count)), losses.Values) { Normalization = trainer.Normalization };
    }

    // Of a model with orthogonal weights, over the others.
    private static string Sha256(SequenceClassifier model, Network network)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Parameter parameter in model.Parameters.Where(parameter => PyTorchInitialization.HasPyTorchsBits(network, parameter.Name)))
        {
            hash.AppendData(MemoryMarshal.AsBytes(parameter.Values));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string OrderSha256(RunSpec spec, int count)
    {
        Mt19937 random = new(spec.Seed);
        using SequenceClassifier model = spec.CreateModel();
        model.Initialize(random);
        int[] order = [.. Enumerable.Range(0, count)];
        if (PyTorchLoader.Shuffles(spec))
        {
            BatchOrder.Shuffle(random, order);
        }

        byte[] bytes = new byte[count * sizeof(int)];
        for (int i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(i * sizeof(int)), order[i]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    /// <summary>Takes the batches' losses, and ends the training when there are enough.</summary>
    private sealed class StepLosses(int steps, CancellationTokenSource enough) : IStepObserver
    {
        private readonly List<double> _values = [];

        public IReadOnlyList<double> Values => _values;

        public bool Complete => _values.Count >= steps;

        public void StepCompleted(in TrainingStep step)
        {
            _values.Add(step.Loss);
            if (Complete)
            {
                enough.Cancel();
            }
        }

        public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses)
        {
            // They are not compared.
        }
    }
}
