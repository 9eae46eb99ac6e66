using System.IO.Compression;
using System.Security.Cryptography;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data.Idx;

/// <summary>
/// Reads one IDX file, compressed or not, and checks everything about it: header, length, labels, gzip framing, SHA-256.
/// Sizes come from what the catalog knows, never from the file, so no header can make it allocate.
/// </summary>
internal static class IdxReader
{
    private const int GzipMagic = 0x1f8b;

    // Members' headers and trailers, and zeros after the last.
    private const int MostGzipAdds = 1 << 20;

    /// <summary>The content without its header: [count, rows, columns] grey values, or [count] labels.</summary>
    /// <param name="source">The bytes.</param>
    /// <param name="file">What they have to be.</param>
    /// <param name="known">The data sets whose files are recognised when one stands under another's name.</param>
    /// <exception cref="DataDamagedException">They are not that.</exception>
    /// <exception cref="DataUnreadableException">The operating system does not give them.</exception>
    public static byte[] Read(IdxSource source, DatasetFile file, IReadOnlyList<DatasetDefinition> known)
    {
        var faults = new IdxFaults(source, file, known);
        try
        {
            using Stream raw = source.Open();
            uint? gzipLength = GzipLength(raw, faults);
            if (gzipLength is null)
            {
                return ReadContent(raw, file, faults).Body;
            }

            using var unpacked = new GZipStream(raw, CompressionMode.Decompress, leaveOpen: true);
            (byte[] body, string sha256) = ReadContent(unpacked, file, faults);

            // GZipStream checks neither that the trailer is there nor that nothing follows it. The usual file has one member and ends with its length.
            return gzipLength == (uint)file.ByteCount || GzipEnd.IsWhole(raw, file.ByteCount + MostGzipAdds)
                ? body
                : throw faults.GzipTrailer(gzipLength.Value, sha256);
        }
        catch (InvalidDataException error)
        {
            throw faults.GzipDamage(error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new DataUnreadableException(source.Where, error);
        }
    }

    /// <summary>The length a gzip file's last four bytes state, or null when the file is not gzip. The stream is back at its start.</summary>
    private static uint? GzipLength(Stream raw, IdxFaults faults)
    {
        Span<byte> bytes = stackalloc byte[4];
        int read = raw.ReadAtLeast(bytes, 2, throwOnEndOfStream: false);
        if (read == 0)
        {
            throw faults.Empty();
        }

        bool gzip = read >= 2 && (bytes[0] << 8 | bytes[1]) == GzipMagic;
        if (gzip && raw.Length >= 4)
        {
            raw.Seek(-4, SeekOrigin.End);
            raw.ReadExactly(bytes);
        }

        raw.Position = 0;
        return gzip ? System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes) : null;
    }

    private static (byte[] Body, string Sha256) ReadContent(Stream content, DatasetFile file, IdxFaults faults)
    {
        var header = new byte[file.HeaderSize];
        int headerRead = content.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        faults.CheckHeader(header.AsSpan(0, headerRead));

        var body = new byte[checked((int)(file.ByteCount - file.HeaderSize))];
        int bodyRead = content.ReadAtLeast(body, body.Length, throwOnEndOfStream: false);
        if (bodyRead < body.Length)
        {
            throw faults.Truncated(headerRead + bodyRead);
        }

        if (content.ReadByte() >= 0)
        {
            throw faults.TrailingBytes();
        }

        if (file.Kind == DatasetFileKind.Labels && body.AsSpan().IndexOfAnyExceptInRange((byte)0, (byte)(file.Shape.Classes - 1)) is >= 0 and int index)
        {
            throw faults.LabelOutOfRange(index, body[index]);
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(body);
        string sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return sha256 == file.Sha256 ? (body, sha256) : throw faults.OtherContent(sha256);
    }
}
