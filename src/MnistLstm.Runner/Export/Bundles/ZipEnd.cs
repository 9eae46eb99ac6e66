using System.Buffers.Binary;

namespace MnistLstm.Runner.Export.Bundles;

/// <summary>
/// The end of a zip file, which says where its list of entries begins and how many there are. It is looked at before anything reads that list, so that no list
/// of millions fills the memory, and no zip file hides in front of or behind another.
/// </summary>
internal static class ZipEnd
{
    private const int Length = 22;
    private const uint Signature = 0x06054B50;
    private const uint LocalSignature = 0x04034B50;

    /// <summary>The most bytes of the list: a bundle's entries have short names and nothing else.</summary>
    private const uint LongestList = 4096;

    /// <summary>Bytes of an entry in the list, without its name. So few more than a bundle has are read, to say by name what does not belong.</summary>
    private const uint SmallestEntry = 46;

    /// <summary>What is wrong with it; null when it is the end of a file that could be a bundle.</summary>
    public static string? Fault(Stream file)
    {
        byte[] end = new byte[Length];
        Span<byte> begin = stackalloc byte[4];
        if (file.Length < Length)
        {
            return "it is no zip file";
        }

        file.Position = 0;
        file.ReadExactly(begin);
        file.Position = file.Length - Length;
        file.ReadExactly(end);
        file.Position = 0;
        if (BinaryPrimitives.ReadUInt32LittleEndian(end) != Signature)
        {
            return BinaryPrimitives.ReadUInt32LittleEndian(begin) == LocalSignature
                ? "it is cut short, or something follows its end; get another copy"
                : "it is no zip file";
        }

        // Behind the signature: this disk, the list's disk, entries on this disk, entries, the list's bytes, where it begins, the comment's bytes.
        int disks = U16(4) | U16(6);
        (int here, int entries) = (U16(8), U16(10));
        (uint bytes, uint start) = (BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(12)), BinaryPrimitives.ReadUInt32LittleEndian(end.AsSpan(16)));
        return entries > LongestList / SmallestEntry
            ? $"it has {(entries == ushort.MaxValue ? "65,535 entries or more" : $"{entries} entries")}, and a bundle has {BundleFiles.All.Count}"
            : bytes > LongestList ? $"its list of entries has {bytes} bytes, and a bundle's has at most {LongestList}"
            : disks != 0 || here != entries || U16(20) != 0 || start + (long)bytes + Length != file.Length
                ? "its end does not fit the rest; get another copy"
            : null;

        int U16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(end.AsSpan(at));
    }
}
