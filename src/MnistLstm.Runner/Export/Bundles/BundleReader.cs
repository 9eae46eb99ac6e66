using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MnistLstm.Generators.Parsing.Names;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Results.Texts;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Runner.Export.Bundles;

/// <summary>
/// Reads a bundle that anybody may have made. Nothing is written to the disk; entries other than a bundle's own, under whatever path, are refused by name,
/// and since files are stored as they are, none takes more memory than the zip file has bytes.
/// </summary>
internal static class BundleReader
{
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a bundle and checks that it is whole and agrees with itself.</summary>
    /// <param name="path">The zip file.</param>
    /// <exception cref="BundleException">It is none; the message says what is wrong with it.</exception>
    public static Bundle Read(string path)
    {
        try
        {
            using FileStream file = StoredFile.TryOpen(Path.GetFullPath(path), long.MaxValue) ?? throw new BundleException($"there is no file '{path}'");
            if (file.Length > BundleFiles.MostBytes)
            {
                throw new FormatException($"it has {file.Length} bytes, and a bundle has at most {BundleFiles.MostBytes}");
            }

            return ZipEnd.Fault(file) is { } fault ? throw new FormatException(fault) : Parse(path, Contents(file));
        }
        catch (NoStoredFileException error)
        {
            // It is the user's, and the wrong one was named.
            throw new BundleException($"'{path}' is no bundle: {error.What}; name the bundle's .zip file", error);
        }
        catch (Exception error) when (error is FormatException or JsonException or InvalidDataException or InvalidOperationException or IOException
            or DecoderFallbackException)
        {
            throw new BundleException(
                $"'{path}' is not a valid bundle: {JsonFault.Words(error)}", error);
        }
    }

    private static Dictionary<string, byte[]> Contents(FileStream file)
    {
        using ZipArchive zip = new(file, ZipArchiveMode.Read, leaveOpen: true);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            string? twice = names.Add(entry.FullName) ? null : "appears in it twice";
            if ((Fault(entry) ?? twice) is { } fault)
            {
                throw new FormatException($"its entry '{entry.FullName}' {fault}");
            }
        }

        if (BundleFiles.All.FirstOrDefault(name => !names.Contains(name)) is { } missing)
        {
            throw new FormatException($"it has no {missing}");
        }

        return zip.Entries.Sum(entry => entry.Length) > file.Length
            ? throw new FormatException("its entries have more bytes than the file, so they lie upon one another")
            : zip.Entries.ToDictionary(entry => entry.FullName, Content, StringComparer.Ordinal);
    }

    private static string? Fault(ZipArchiveEntry entry)
    {
        string name = entry.FullName;
        if (!BundleFiles.All.Contains(name))
        {
            return name.StartsWith('/') || name.StartsWith('\\') || name.Contains(':', StringComparison.Ordinal)
                ? "is an absolute path; a bundle's files lie in no folder"
                : name.Split('/', '\\').Contains("..") ? "is a path that leads out of it; a bundle's files lie in no folder"
                : $"is no part of a bundle, which has {string.Join(", ", BundleFiles.All)}";
        }

        return ((entry.ExternalAttributes >> 16) & TypeMask) is not (0 or RegularFile) ? "is a link or a device, and no file"
            : entry.IsEncrypted ? "is encrypted"
            : entry.Length != entry.CompressedLength
                ? $"is compressed, or lies about its size ({entry.CompressedLength} bytes in the zip file, {entry.Length} unpacked); a bundle's files are "
                    + $"stored as they are"
            : entry.Length > BundleFiles.Limit(name) ? $"has {entry.Length} bytes, and at most {BundleFiles.Limit(name)} are read"
            : null;
    }

    private static byte[] Content(ZipArchiveEntry entry)
    {
        byte[] content = new byte[entry.Length];
        using Stream stream = entry.Open();
        int read = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return read == content.Length && stream.ReadByte() < 0 ? content
            : throw new FormatException($"its entry '{entry.FullName}' has not the size that it says");
    }

    private static Bundle Parse(string path, Dictionary<string, byte[]> files)
    {
        BundleManifest manifest = Manifest(files[BundleFiles.Manifest]);
        CheckNames(manifest);
        string[] described = [.. BundleFiles.All.Where(name => name != BundleFiles.Manifest)];
        // In a list the reader lets null pass.
        if (!manifest.Files.Select(file => file?.Name).SequenceEqual(described) || manifest.Hooks?.Files.Contains(null!) == true)
        {
            throw new FormatException($"{BundleFiles.Manifest} must name {string.Join(", ", described)}, and all files by their names");
        }

        if (manifest.Files.FirstOrDefault(file => Hash(files[file.Name]) != file.Sha256 || files[file.Name].Length != file.Bytes) is { } changed)
        {
            throw new FormatException($"{changed.Name} is not what {BundleFiles.Manifest} says: damaged, or changed since it was exported");
        }

        IReadOnlyList<EpochMetrics> epochs = ResultReader.ParseEpochs(files[RunFiles.Epochs]);
        if (epochs.Count == 0 || epochs.Index().Any(epoch => epoch.Item.Epoch != epoch.Index + 1 || EpochText.FirstNotFinite(epoch.Item) is not null))
        {
            throw new FormatException($"{RunFiles.Epochs} must have the epochs from 1 on, with numbers that are finite");
        }

        string weights = WeightsOf(files[RunFiles.Model]);
        return manifest.WeightsSha256 == BestEpoch.Of(epochs, manifest.Spec)!.WeightsSha256 && manifest.WeightsSha256 == weights
            ? new Bundle(path, manifest, s_utf8.GetString(files[BundleFiles.Spec]), epochs)
            : throw new FormatException($"{BundleFiles.Manifest}, {RunFiles.Epochs} and {RunFiles.Model} name different weights");
    }

    private static BundleManifest Manifest(byte[] text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, BundleJsonContext.Default.BundleManifest) ?? throw new JsonException("it holds null");
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{BundleFiles.Manifest}: {JsonFault.Words(error)}", error);
        }
    }

    private static void CheckNames(BundleManifest manifest)
    {
        if (manifest.Schema != BundleManifest.CurrentSchema)
        {
            throw new FormatException($"its schema is {manifest.Schema}, and this program reads {BundleManifest.CurrentSchema}");
        }

        if (NameRules.SegmentFault(manifest.Experiment) is not null || NameRules.TooLong(manifest.Experiment) is not null
            || NameRules.TooLong(manifest.Name) is not null
            || !(manifest.Name == manifest.Experiment
                || (manifest.Name.StartsWith(manifest.Experiment + "[", StringComparison.Ordinal) && manifest.Name.EndsWith(']'))))
        {
            throw new FormatException("its run or experiment has a name that none can have");
        }

        if (RunEngine.WordOf(manifest.Engine) != ExactEngine.Name)
        {
            throw new FormatException(
                $"it is of the engine {manifest.Engine}, whose numbers belong to a machine; only those of {ExactEngine.Name} can be verified elsewhere");
        }
    }

    // In the order they lie in, which is PyTorch's; the reader sees to it that nothing lies between them.
    private static string WeightsOf(byte[] model)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (SafetensorsTensor tensor in SafetensorsReader.Read(RunFiles.Model, model).Tensors)
        {
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(tensor.Values()));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Hash(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));
}
