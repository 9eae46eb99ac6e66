using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using MnistLstm.Engine;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Training.Checkpoints;

/// <summary>Writes a training's state as one safetensors file, which <see cref="CheckpointReader"/> reads. Same state, same bytes.</summary>
public static class CheckpointWriter
{
    /// <summary>Writes a state.</summary>
    /// <param name="stream">Where to. That the file appears whole or not at all is the caller's concern.</param>
    /// <param name="state">The state.</param>
    /// <param name="identity">Which run it is of: a text that the same run has when it is read, a fingerprint.</param>
    public static void Write(Stream stream, TrainerState state, string identity)
    {
        List<(TensorEntry Entry, ReadOnlyMemory<byte> Bytes)> tensors = [.. Tensors(state)];
        byte[] header = new TensorHeader([.. tensors.Select(tensor => tensor.Entry), CheckpointFormat.Sha256], Metadata(state, identity)).Format();
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (ReadOnlyMemory<byte> bytes in tensors.Select(tensor => tensor.Bytes).Prepend(header))
        {
            hash.AppendData(bytes.Span);
            stream.Write(bytes.Span);
        }

        stream.Write(hash.GetHashAndReset());
    }

    private static KeyValuePair<string, string>[] Metadata(TrainerState state, string identity)
    {
        CheckpointFacts facts = new(
            state.PlannedEpochs,
            state.Epochs,
            state.LearningRates,
            state.Progress?.Losses,
            state.Optimizer.Optimizer,
            state.Optimizer.Steps,
            [.. state.Optimizer.Tensors.Select(tensor => tensor.Name)],
            state.PlannedSteps,
            state.ShortEnd?.Losses,
            state.StepRates);
        return
        [
            KeyValuePair.Create(CheckpointFormat.VersionKey, CheckpointFormat.Version),
            KeyValuePair.Create(CheckpointFormat.IdentityKey, identity),
            KeyValuePair.Create(CheckpointFormat.EngineKey, EngineVersion.Name),
            KeyValuePair.Create(CheckpointFormat.FactsKey, JsonSerializer.Serialize(facts, CheckpointJson.Default.CheckpointFacts)),
        ];
    }

    private static IEnumerable<(TensorEntry Entry, ReadOnlyMemory<byte> Bytes)> Tensors(TrainerState state)
    {
        foreach (TrainedTensor weight in state.Weights)
        {
            yield return (new(CheckpointFormat.ModelTensor(weight.Name), TensorEntry.Float32, weight.Shape), Bytes(weight.Values));
        }

        foreach (TrainedTensor weight in state.BestWeights)
        {
            yield return (new(CheckpointFormat.BestTensor(weight.Name), TensorEntry.Float32, weight.Shape), Bytes(weight.Values));
        }

        foreach (OptimizerStateTensor moment in state.Optimizer.Tensors)
        {
            int offset = 0;
            foreach (TrainedTensor weight in state.Weights)
            {
                TensorEntry entry = new(CheckpointFormat.OptimizerTensor(moment.Name, weight.Name), TensorEntry.Float32, weight.Shape);
                yield return (entry, Bytes(moment.Values.Slice(offset, weight.Values.Length)));
                offset += weight.Values.Length;
            }
        }

        (string Name, Mt19937State? State)[] generators =
        [
            (CheckpointFormat.Random, state.Random),
            (CheckpointFormat.RandomBeforeShuffle, state.Progress?.RandomBeforeShuffle ?? state.RandomBeforePass),
            (CheckpointFormat.RandomBeforeEvaluation, state.RandomBeforeEvaluation),
            (CheckpointFormat.RandomBeforeShortEnd, state.ShortEnd?.RandomBeforeShuffle),
        ];
        foreach ((string name, Mt19937State? generator) in generators)
        {
            if (generator is not null)
            {
                uint[] words = [.. generator.Words, (uint)generator.Position];
                yield return (new(name, TensorEntry.UInt32, [words.Length]), MemoryMarshal.AsBytes<uint>(words).ToArray());
            }
        }

        yield return (new(CheckpointFormat.Hooks, TensorEntry.UInt8, [state.Hooks.Length]), state.Hooks);
    }

    private static byte[] Bytes(ReadOnlyMemory<float> values) => MemoryMarshal.AsBytes(values.Span).ToArray();
}
