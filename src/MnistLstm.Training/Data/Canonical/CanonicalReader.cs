using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Idx;

namespace MnistLstm.Training.Data.Canonical;

/// <summary>
/// Reads the NumPy files that <c>data add</c> wrote, and nothing but those: header, length and SHA-256 are known beforehand, so that no file
/// can say how much memory to take.
/// </summary>
internal static class CanonicalReader
{
    /// <summary>The values of a file of bytes, [N, T, I].</summary>
    /// <param name="source">The file.</param>
    /// <param name="file">What it has to be.</param>
    /// <exception cref="DataDamagedException">It is not that.</exception>
    /// <exception cref="DataUnreadableException">The operating system does not give it.</exception>
    public static byte[] Bytes(IdxSource source, DatasetFile file) => Read<byte>(source, file);

    /// <summary>The values of a file of floats, [N, T, I]; all of them are finite.</summary>
    /// <inheritdoc cref="Bytes"/>
    public static float[] Floats(IdxSource source, DatasetFile file)
    {
        float[] values = Read<float>(source, file);
        int odd = Array.FindIndex(values, value => !float.IsFinite(value));
        return odd < 0 ? values
            : throw Fault(source, "a value is no number", "finite values",
                string.Create(CultureInfo.InvariantCulture, $"{values[odd]} at place {odd} (from 0)"));
    }

    /// <summary>The labels of a file, [N].</summary>
    /// <inheritdoc cref="Bytes"/>
    public static int[] Labels(IdxSource source, DatasetFile file)
    {
        long[] labels = Read<long>(source, file);
        int odd = Array.FindIndex(labels, label => label < 0 || label >= file.Shape.Classes);
        return odd < 0
            ? Array.ConvertAll(labels, label => (int)label)
            : throw Fault(source, "a label is out of range", $"labels 0 to {file.Shape.Classes - 1}",
                string.Create(CultureInfo.InvariantCulture, $"label {labels[odd]} at index {odd}"));
    }

    private static T[] Read<T>(IdxSource source, DatasetFile file)
        where T : unmanaged
    {
        try
        {
            using Stream content = source.Open();
            if (content.Length != file.ByteCount)
            {
                throw Fault(source, content.Length == 0 ? "the file is empty" : "the file has another length", Size(file.ByteCount), Size(content.Length));
            }

            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] header = new byte[file.HeaderSize];
            content.ReadExactly(header);
            hash.AppendData(header);
            T[] values = new T[file.ValueCount];
            Span<byte> rest = MemoryMarshal.AsBytes(values.AsSpan());
            content.ReadExactly(rest);
            hash.AppendData(rest);
            string sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            if (sha256 != file.Sha256)
            {
                throw Fault(source, "the content is not that of the manifest: a wrong checksum", $"SHA-256 {file.Sha256}", $"SHA-256 {sha256}");
            }

            if (!header.AsSpan().SequenceEqual(file.NpyHeader))
            {
                throw Fault(source, "the header is not what the manifest says", $"{file.NpyType} in C order, {string.Join(" × ", file.Dimensions)}",
                    "another type, order or shape");
            }

            ReverseWhereBigEndian(values);
            return values;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataUnreadableException(source.Where, error);
        }
    }

    // The files are little-endian.
    private static void ReverseWhereBigEndian<T>(T[] values)
        where T : unmanaged
    {
        if (BitConverter.IsLittleEndian || values is byte[])
        {
            return;
        }

        if (values is float[] floats)
        {
            Span<int> words = MemoryMarshal.Cast<float, int>(floats.AsSpan());
            BinaryPrimitives.ReverseEndianness(words, words);
        }
        else if (values is long[] longs)
        {
            BinaryPrimitives.ReverseEndianness(longs, longs);
        }
    }

    private static string Size(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes");

    private static DataDamagedException Fault(IdxSource source, string problem, string expected, string found) =>
        new(source.Where, problem, expected, found, source.Remedy);
}
