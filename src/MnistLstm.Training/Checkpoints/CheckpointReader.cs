using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using MnistLstm.Engine;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;
using MnistLstm.Training.Loop;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Training.Checkpoints;

/// <summary>Reads what <see cref="CheckpointWriter"/> wrote. The hash of the whole content is checked before anything in it is looked at.</summary>
public static class CheckpointReader
{
    private const int ChunkSize = 1 << 16;
    private static readonly long s_hashBytes = CheckpointFormat.Sha256.ByteCount;

    /// <summary>Reads a state. Whether it fits the model is for <see cref="Trainer.RestoreState"/> to say.</summary>
    /// <param name="stream">The file, seekable; read from its beginning.</param>
    /// <param name="identity">Which run it must be of: the text that was given to the writer.</param>
    /// <exception cref="TrainerStateException">It is damaged, of another run, or of another version of the form or the engine.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static TrainerState Read(Stream stream, string identity)
    {
        ThrowIfDamaged(stream);
        try
        {
            TensorHeader header = TensorHeader.Read(stream);
            Dictionary<string, string> metadata = new(header.Metadata, StringComparer.Ordinal);
            ThrowIfOther(metadata, CheckpointFormat.VersionKey, "form", CheckpointFormat.Version);
            ThrowIfOther(metadata, CheckpointFormat.EngineKey, "engine", EngineVersion.Name);
            if (metadata.GetValueOrDefault(CheckpointFormat.IdentityKey) != identity)
            {
                // Two hashes say nothing to who reads them.
                throw new TrainerStateException("the checkpoint is of another run: its spec, data, engine or sources are not those of this one");
            }

            CheckpointFacts facts = JsonSerializer.Deserialize(metadata[CheckpointFormat.FactsKey], CheckpointJson.Default.CheckpointFacts)
                ?? throw new FormatException("it states nothing");
            if (facts.Epochs.Any(epoch => epoch is null) || facts.OptimizerTensors.Any(tensor => tensor is null))
            {
                // In a list the reader lets null pass.
                throw new FormatException("it states null in the place of an epoch or a tensor");
            }

            return State(facts, new TensorData(header, stream));
        }
        catch (Exception error) when (error is FormatException or JsonException or KeyNotFoundException or ArgumentException or OverflowException
            or InvalidOperationException)
        {
            // Its hash is right, so it was written like this: by another program.
            throw new TrainerStateException($"the checkpoint is not of this form: {error.Message}", error);
        }
    }

    private static TrainerState State(CheckpointFacts facts, TensorData data)
    {
        TrainedTensor[] weights = Weights(data, CheckpointFormat.ModelTensor(""));
        OptimizerStateTensor[] moments = [.. facts.OptimizerTensors.Select(moment => new OptimizerStateTensor(
            moment, data.Floats([.. weights.Select(weight => data.Find(CheckpointFormat.OptimizerTensor(moment, weight.Name), TensorEntry.Float32))])))];
        Mt19937State? beforeShuffle = data.Generator(CheckpointFormat.RandomBeforeShuffle);
        Mt19937State? beforeShortEnd = data.Generator(CheckpointFormat.RandomBeforeShortEnd);
        if ((facts.Losses is not null && beforeShuffle is null) || (facts.ShortEnd is null != beforeShortEnd is null))
        {
            throw new FormatException("of the epoch's progress one half is missing");
        }

        return new TrainerState
        {
            PlannedEpochs = facts.PlannedEpochs,
            PlannedSteps = facts.PlannedSteps,
            Epochs = facts.Epochs,
            LearningRates = facts.LearningRates,
            Progress = facts.Losses is null ? null : new EpochProgress(beforeShuffle!, facts.Losses),
            RandomBeforePass = facts.Losses is null ? beforeShuffle : null,
            Random = data.Generator(CheckpointFormat.Random) ?? throw new FormatException($"it has no tensor {CheckpointFormat.Random}"),
            RandomBeforeEvaluation = data.Generator(CheckpointFormat.RandomBeforeEvaluation),
            ShortEnd = facts.ShortEnd is null ? null : new EpochProgress(beforeShortEnd!, facts.ShortEnd),
            StepRates = facts.StepRates,
            Weights = weights,
            BestWeights = Weights(data, CheckpointFormat.BestTensor("")),
            Optimizer = new OptimizerState(facts.Optimizer, facts.OptimizerSteps, moments),
            Hooks = data.Bytes(data.Find(CheckpointFormat.Hooks, TensorEntry.UInt8)),
        };
    }

    private static TrainedTensor[] Weights(TensorData data, string prefix) =>
        [.. data.Names(prefix).Select(tensor => new TrainedTensor(tensor.Name, tensor.Entry.Shape, data.Floats([tensor.Entry])))];

    private static void ThrowIfDamaged(Stream stream)
    {
        stream.Position = 0;
        long hashed = stream.Length - s_hashBytes;
        if (hashed < TensorHeader.LengthBytes)
        {
            throw new TrainerStateException(string.Create(CultureInfo.InvariantCulture, $"the checkpoint is cut off: it has {stream.Length} bytes"));
        }

        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        byte[] chunk = new byte[ChunkSize];
        for (long left = hashed; left > 0;)
        {
            int read = stream.Read(chunk, 0, (int)Math.Min(left, ChunkSize));
            hash.AppendData(chunk, 0, read > 0 ? read : throw new EndOfStreamException());
            left -= read;
        }

        byte[] stated = new byte[s_hashBytes];
        stream.ReadExactly(stated);
        byte[] found = hash.GetHashAndReset();
        if (!found.AsSpan().SequenceEqual(stated))
        {
            throw new TrainerStateException(
                $"the checkpoint is damaged: its content has SHA-256 {Convert.ToHexStringLower(found)}, and at its end "
                    + $"stands {Convert.ToHexStringLower(stated)}");
        }
    }

    private static void ThrowIfOther(Dictionary<string, string> metadata, string key, string what, string expected)
    {
        string? got = metadata.GetValueOrDefault(key);
        if (got != expected)
        {
            throw new TrainerStateException($"the checkpoint is of another {what}: expected {expected}, got {got ?? "none"}");
        }
    }
}
