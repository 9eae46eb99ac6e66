using System.IO.Compression;

namespace MnistLstm.Training.Data.Idx;

/// <summary>Whether a gzip file ends as it should: after the trailer of its last member, zeros may follow, as some tools fill up a block; nothing
/// else.</summary>
internal static class GzipEnd
{
    private const int TrailerSize = 8;

    /// <summary>Unpacks a file again, looking only at how it ends. That its content is right is known already.</summary>
    /// <param name="raw">The file; seekable.</param>
    /// <param name="longest">More bytes than this are not looked at: it does not end as it should.</param>
    public static bool IsWhole(Stream raw, long longest)
    {
        if (raw.Length > longest)
        {
            return false;
        }

        // GZipStream takes a stream that just ends for whole, and does not say where it stopped. But what it reads as a trailer it
        // compares. So bytes that no trailer ends with are put behind the file: they do no harm where the trailer came before them.
        int length = (int)raw.Length;
        byte[] bytes = new byte[length + TrailerSize];
        raw.Position = 0;
        raw.ReadExactly(bytes, 0, length);
        bytes.AsSpan(length).Fill(0xff);
        if (!Unpacks(bytes))
        {
            return false;
        }

        // And the last byte that is not zero must belong to the trailer: changed, it does harm.
        bytes[bytes.AsSpan(0, length).LastIndexOfAnyExcept((byte)0)] ^= 0xff;
        return !Unpacks(bytes);
    }

    private static bool Unpacks(byte[] bytes)
    {
        try
        {
            using GZipStream unpacked = new(new MemoryStream(bytes), CompressionMode.Decompress);
            unpacked.CopyTo(Stream.Null);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
