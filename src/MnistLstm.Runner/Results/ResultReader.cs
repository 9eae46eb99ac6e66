using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results;

/// <summary>Reads one result's folder and believes nothing in it before it is checked. What is wrong is a <see cref="JsonException"/> or an
/// <see cref="IOException"/>.</summary>
internal static class ResultReader
{
    /// <summary>What a folder's run.json says; null when there is none.</summary>
    public static RunManifest? ReadManifest(string folder)
    {
        using StoredContent? file = StoredFile.TryBorrow(Path.Combine(folder, RunFiles.Manifest), StoredFile.SmallLimit);
        if (file is null)
        {
            return null;
        }

        ReadOnlySpan<byte> content = file.Value.Bytes;
        ManifestCheck.Demand(content);
        return WrittenManifest.Read(content) ?? Finite(AnyManifest(content));
    }

    // 1e400 is JSON, and infinite: no table could add it up, and no JSON be made of it.
    private static RunManifest Finite(RunManifest manifest) =>
        double.IsFinite(manifest.Times.TrainSeconds) && double.IsFinite(manifest.Times.EvaluateSeconds)
            ? manifest : throw new JsonException($"{RunFiles.Manifest} has times that are no finite numbers");

    private static RunManifest AnyManifest(ReadOnlySpan<byte> content)
    {
        try
        {
            // In a list the reader lets null pass.
            return JsonSerializer.Deserialize(content, RunJsonContext.Default.RunManifest) is { } manifest && manifest.Files.All(file => file is not null)
                ? manifest : throw new JsonException("it holds null");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            // A half of a surrogate pair in a text is an InvalidOperationException.
            throw new JsonException($"{RunFiles.Manifest} cannot be read: {JsonFault.Words(error)}", error);
        }
    }

    /// <summary>The content of a result's file, which must be what run.json says of it.</summary>
    public static byte[] ReadFile(string folder, ManifestFile file)
    {
        byte[]? content = StoredFile.TryReadBytes(Path.Combine(folder, file.Name), StoredFile.LargeLimit);
        CheckLength(file, content?.Length);
        return ContentHash.Is(content, file.Sha256) ? content! : throw Changed(file);
    }

    /// <summary>Makes sure that a file is what run.json says of it; a big one is not read into memory for that.</summary>
    public static void CheckContent(string folder, ManifestFile file)
    {
        Span<byte> digits = stackalloc byte[ContentHash.Digits];
        CheckLength(file, StoredFile.TryHash(Path.Combine(folder, file.Name), StoredFile.LargeLimit, digits));
        if (!Ascii.Equals(digits, file.Sha256))
        {
            throw Changed(file);
        }
    }

    private static List<EpochMetrics> ReadEpochs(string folder, RunManifest manifest)
    {
        ManifestFile file = Listed(manifest, RunFiles.Epochs);
        using StoredContent? stored = StoredFile.TryBorrow(Path.Combine(folder, file.Name), StoredFile.LargeLimit);
        CheckLength(file, stored?.Bytes.Length);
        ReadOnlySpan<byte> content = stored!.Value.Bytes;
        return ContentHash.Is(content, file.Sha256) ? WrittenEpochs(content) ?? Finite(AnyEpochs(content)) : throw Changed(file);
    }

    private static List<EpochMetrics> Finite(List<EpochMetrics> epochs)
    {
        foreach (EpochMetrics epoch in epochs)
        {
            if (EpochText.FirstNotFinite(epoch) is { } key)
            {
                throw new JsonException($"{RunFiles.Epochs} has a {key} in epoch {epoch.Epoch} that is no finite number");
            }
        }

        return epochs;
    }

    /// <summary>How many epochs are stored of a run that did not come to its end; nothing more is believed of them.</summary>
    public static int CountEpochs(string folder)
    {
        using StoredContent? file = StoredFile.TryBorrow(Path.Combine(folder, RunFiles.Epochs), StoredFile.LargeLimit);
        return file is null ? 0 : file.Value.Bytes.Count((byte)'\n');
    }

    private static JsonException Changed(ManifestFile file) => new($"{file.Name} was changed since it was written");

    /// <summary>A complete result. Every file is there in its size, and the epochs are what was written.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="folder">The result's folder.</param>
    /// <param name="manifest">The folder's run.json.</param>
    /// <param name="whole">Whether the weights are looked at as well.</param>
    public static StoredRun Read(RunSpec spec, string fingerprint, string folder, RunManifest manifest, bool whole)
    {
        CheckIdentity(spec, fingerprint, manifest);
        ManifestFile model = Listed(manifest, RunFiles.Model);
        List<EpochMetrics> metrics = ReadEpochs(folder, manifest);
        if (!spec.IsWhole(metrics))
        {
            throw new JsonException(
                $"{RunFiles.Epochs} should have {spec.Epochs} "
                    + $"{(spec.Steps is null ? "epochs" : "evaluations")}"
                    + $"{(spec.EarlyStoppingPatience > 0 ? ", or as many as there are until early stopping" : "")}, it has {metrics.Count}");
        }

        if (manifest.WeightsSha256 != spec.ResultOf(metrics)?.WeightsSha256)
        {
            throw new JsonException($"{RunFiles.Manifest} and {RunFiles.Epochs} name different weights");
        }

        if (whole)
        {
            CheckContent(folder, model);
        }
        else
        {
            CheckPlace(folder, model);
        }

        return new StoredRun
        {
            Name = spec.Name,
            Fingerprint = fingerprint,
            Folder = folder,
            Engine = manifest.Engine,
            Environment = manifest.Environment,
            SourcesSha256 = manifest.SourcesSha256,
            Epochs = metrics,
            TrainSeconds = manifest.Times.TrainSeconds,
            EvaluateSeconds = manifest.Times.EvaluateSeconds,
            Finished = manifest.Times.Finished ?? throw new JsonException("times.finished is missing"),
            ModelBytes = model.Bytes,
            ModelSha256 = model.Sha256,
        };
    }

    /// <summary>A run that was halted: its epochs are what was written, and fewer than the whole run's.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="fingerprint">Its fingerprint.</param>
    /// <param name="folder">The result's folder.</param>
    /// <param name="manifest">The folder's run.json.</param>
    public static HaltedRun ReadHalted(RunSpec spec, string fingerprint, string folder, RunManifest manifest)
    {
        CheckIdentity(spec, fingerprint, manifest);
        List<EpochMetrics> epochs = ReadEpochs(folder, manifest);
        if (epochs.Count == 0 || epochs.Count >= spec.Epochs)
        {
            throw new JsonException($"{RunFiles.Epochs} of a halted run should have 1 to {spec.Epochs - 1} epochs, it has {epochs.Count}");
        }

        return new HaltedRun(manifest.Engine, manifest.SourcesSha256, epochs, manifest.Times, manifest.Environment);
    }

    private static void CheckIdentity(RunSpec spec, string fingerprint, RunManifest manifest)
    {
        if (manifest.Name != spec.Name || manifest.Fingerprint != fingerprint)
        {
            throw new JsonException($"{RunFiles.Manifest} is of {manifest.Name}, {manifest.Fingerprint}");
        }
    }

    /// <summary>What is wrong with the files of a complete result at a first look, which opens none; null when nothing is.</summary>
    public static string? FaultOfFiles(string folder, RunManifest manifest)
    {
        try
        {
            foreach (ManifestFile file in (ManifestFile[])[Listed(manifest, RunFiles.Epochs), Listed(manifest, RunFiles.Model)])
            {
                CheckPlace(folder, file);
            }

            return null;
        }
        catch (JsonException error)
        {
            return error.Message;
        }
    }

    /// <summary>A regular file of its size lies there; nothing is opened.</summary>
    private static void CheckPlace(string folder, ManifestFile file)
    {
        string path = Path.Combine(folder, file.Name);
        PathKind kind = PathKinds.Of(path, out long length);
        if (kind is PathKind.Folder or PathKind.Device)
        {
            throw new JsonException($"{file.Name} is not a regular file but {(kind == PathKind.Folder ? "a folder" : "a pipe or a device")}");
        }

        CheckLength(file, kind == PathKind.File ? length : null);
    }

    private static ManifestFile Listed(RunManifest manifest, string name) =>
        manifest.Files.FirstOrDefault(file => file.Name == name) ?? throw new JsonException($"{RunFiles.Manifest} names no {name}");

    private static void CheckLength(ManifestFile file, long? length)
    {
        if (length != file.Bytes)
        {
            throw new JsonException($"{file.Name} should have {file.Bytes} bytes, it {(length is null ? "is missing" : $"has {length}")}");
        }
    }

    /// <summary>The epochs of epochs.jsonl.</summary>
    public static List<EpochMetrics> ParseEpochs(ReadOnlySpan<byte> text) => WrittenEpochs(text) ?? AnyEpochs(text);

    private static List<EpochMetrics>? WrittenEpochs(ReadOnlySpan<byte> text)
    {
        List<EpochMetrics> epochs = [];
        WrittenJson json = new(text);
        while (!json.IsWhole)
        {
            EpochMetrics epoch = WrittenEpoch.Read(ref json);
            json.Pass("}\n"u8);
            if (!json.IsAsWritten)
            {
                return null;
            }

            epochs.Add(epoch);
        }

        return epochs;
    }

    private static List<EpochMetrics> AnyEpochs(ReadOnlySpan<byte> text)
    {
        List<EpochMetrics> epochs = [];
        foreach (Range line in text.Split((byte)'\n'))
        {
            if (!text[line].IsEmpty)
            {
                epochs.Add(EpochReader.Parse(text[line]));
            }
        }

        return epochs;
    }
}
