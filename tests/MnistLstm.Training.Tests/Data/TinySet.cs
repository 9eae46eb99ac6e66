using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Tests.Data;

/// <summary>A data set of a dozen images with hashes of its own, in the form of the real ones.</summary>
internal sealed class TinySet
{
    public const int TrainCount = 12;
    public const int TestCount = 5;
    public const string TorchvisionFolder = "TinyImages";
    private readonly Dictionary<string, byte[]> _contents = [];

    public TinySet(string name = "tiny", int salt = 0, params IReadOnlyList<Uri> mirrors)
    {
        DatasetFile trainImages = Add(DatasetSplit.Train, DatasetFileKind.Inputs, Images(TrainCount, salt + 1));
        DatasetFile trainLabels = Add(DatasetSplit.Train, DatasetFileKind.Labels, Labels(TrainCount, salt + 2));
        DatasetFile testImages = Add(DatasetSplit.Test, DatasetFileKind.Inputs, Images(TestCount, salt + 3));
        DatasetFile testLabels = Add(DatasetSplit.Test, DatasetFileKind.Labels, Labels(TestCount, salt + 4));
        Definition = new DatasetDefinition(name, [.. Enumerable.Range(0, 10).Select(label => $"{label}")], trainImages, trainLabels, testImages,
            testLabels) { Mirrors = mirrors, TorchvisionFolder = TorchvisionFolder };
    }

    public DatasetDefinition Definition { get; }

    public DatasetFile TrainInputs => Definition.TrainInputs;

    public DatasetFile TrainLabels => Definition.TrainLabels;

    /// <summary>The uncompressed bytes of a file.</summary>
    public byte[] Content(DatasetFile file) => [.. _contents[file.Name]];

    /// <summary>The gzip bytes of a file.</summary>
    public byte[] Packed(DatasetFile file) => Gzip(_contents[file.Name]);

    /// <summary>Writes the four files to a folder, as gzip or unpacked.</summary>
    public string WriteTo(string folder, bool packed = true)
    {
        Directory.CreateDirectory(folder);
        foreach (DatasetFile file in Definition.Files)
        {
            File.WriteAllBytes(Path.Combine(folder, packed ? file.PublishedName : file.Name), packed ? Packed(file) : Content(file));
        }

        return folder;
    }

    public static byte[] Gzip(byte[] content)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    public static byte[] Images(int count, int seed, int side = 28)
    {
        var content = new byte[16 + count * side * side];
        WriteHeader(content, 0x803, count, side, side);
        new Random(seed).NextBytes(content.AsSpan(16));
        return content;
    }

    public static byte[] Labels(int count, int seed)
    {
        var content = new byte[8 + count];
        WriteHeader(content, 0x801, count);
        for (int i = 0; i < count; i++)
        {
            content[8 + i] = (byte)((i + seed) % 10);
        }

        return content;
    }

    public static void WriteHeader(byte[] content, params ReadOnlySpan<int> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(content.AsSpan(4 * i), words[i]);
        }
    }

    private DatasetFile Add(DatasetSplit split, DatasetFileKind kind, byte[] content)
    {
        int count = BinaryPrimitives.ReadInt32BigEndian(content.AsSpan(4));
        var file = new DatasetFile(split, kind, count, new DatasetShape(28, 28, 10), Convert.ToHexStringLower(SHA256.HashData(content)));
        _contents.Add(file.Name, content);
        return file;
    }
}
