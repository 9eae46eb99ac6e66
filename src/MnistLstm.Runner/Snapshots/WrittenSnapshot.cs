using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Text;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Snapshots;

/// <summary>
/// A snapshot file of the exact engine in exactly the layout that <see cref="SnapshotFile"/> writes, in which nothing is wrong. Any other is left to
/// <see cref="SnapshotReader"/>, which says what is: a document is made of the file there, and of a family of ten thousand runs it is a big one.
/// </summary>
internal static class WrittenSnapshot
{
    /// <summary>A file's entries; null where it is laid out otherwise, was edited, or is damaged.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="experiment">The experiment it must be of.</param>
    public static IReadOnlyList<SnapshotEntry>? Read(ReadOnlyMemory<byte> text, string experiment)
    {
        WrittenJson json = new(text.Span);
        json.Pass("{\n  \"schema\": 1,\n  \"experiment\": "u8);
        bool isOf = Ascii.Equals(json.Text(), experiment);
        json.Pass(",\n  \"runs\": [\n"u8);
        if (!isOf || !json.IsAsWritten || Places(text.Span, text.Length - json.Rest.Length) is not { } places)
        {
            return null;
        }

        WrittenEntry reader = new(experiment);
        SnapshotEntry?[] read = SideBySide.Map(places, place => reader.Read(text.Span[place]));
        HashSet<string> names = new(read.Length, StringComparer.Ordinal);
        List<SnapshotEntry> entries = new(read.Length);
        foreach (SnapshotEntry? entry in read)
        {
            if (entry is null || !names.Add(entry.Name))
            {
                return null;
            }

            entries.Add(entry);
        }

        return entries;
    }

    // Where each entry stands. A line feed stands in no text as it is, so this end is an entry's.
    private static List<Range>? Places(ReadOnlySpan<byte> text, int start)
    {
        List<Range> places = [];
        while (NextEnd(text, start) is > 0 and var end)
        {
            places.Add(start..end);
            if (text[end..].SequenceEqual("\n  ]\n}\n"u8))
            {
                return places;
            }

            if (!text[end..].StartsWith(",\n"u8))
            {
                return null;
            }

            start = end + ",\n".Length;
        }

        return null;
    }

    /// <summary>Behind the next brace that ends an entry; -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int NextEnd(ReadOnlySpan<byte> text, int start)
    {
        ReadOnlySpan<byte> end = "\n    }"u8;
        for (int at = start; at <= text.Length - end.Length;)
        {
            // A block without a line feed is passed over at once: the file may have tens of megabytes.
            int block = text.Length - at >= Vector128<byte>.Count ? Vector128<byte>.Count : text.Length - at;
            uint feeds = block < Vector128<byte>.Count ? uint.MaxValue
                : Vector128.Equals(Vector128.Create(text.Slice(at, block)), Vector128.Create((byte)'\n')).ExtractMostSignificantBits();
            for (int i = 0; feeds != 0 && i < block; i++)
            {
                if ((feeds >> i & 1) != 0 && text[(at + i)..].StartsWith(end))
                {
                    return at + i + end.Length;
                }
            }

            at += block;
        }

        return -1;
    }
}
