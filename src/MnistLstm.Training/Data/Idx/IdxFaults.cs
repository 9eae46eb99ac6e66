using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data.Idx;

/// <summary>Says what is wrong with an IDX file, in words that tell a mix-up from a damage.</summary>
internal sealed class IdxFaults(IdxSource source, DatasetFile file, IReadOnlyList<DatasetDefinition> known)
{
    private const uint ImagesMagic = 0x803;
    private const uint LabelsMagic = 0x801;

    /// <summary>Checks magic number, count and dimensions, in this order.</summary>
    /// <param name="header">As much of the header as there is.</param>
    /// <exception cref="DataDamagedException">The header is another one.</exception>
    public void CheckHeader(ReadOnlySpan<byte> header)
    {
        uint magic = header.Length >= 4 ? BinaryPrimitives.ReadUInt32BigEndian(header) : 0;
        if (header.Length >= 4 && magic != file.Magic)
        {
            throw WrongMagic(magic, header);
        }

        if (header.Length < file.HeaderSize)
        {
            throw Truncated(header.Length);
        }

        uint count = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        if (count != file.Count)
        {
            throw WrongCount(count);
        }

        if (file.Kind == DatasetFileKind.Inputs)
        {
            uint rows = BinaryPrimitives.ReadUInt32BigEndian(header[8..]);
            uint columns = BinaryPrimitives.ReadUInt32BigEndian(header[12..]);
            if (rows != file.Shape.Steps || columns != file.Shape.Features)
            {
                throw Fault("the images have the wrong size", $"{file.Shape.Steps} x {file.Shape.Features} pixels", $"{rows} x {columns} pixels");
            }
        }
    }

    /// <summary>A file of no bytes.</summary>
    public DataDamagedException Empty() => Fault("the file is empty", Text(file.ByteCount, "bytes"), "0 bytes");

    /// <summary>The content ends early.</summary>
    public DataDamagedException Truncated(long length) =>
        Fault("the file is truncated", Text(file.ByteCount, "uncompressed bytes"), Text(length, "bytes"));

    /// <summary>The content goes on after the last item.</summary>
    public DataDamagedException TrailingBytes() =>
        Fault($"bytes follow the last of the {file.Items}", Text(file.ByteCount, "uncompressed bytes"), "more than that");

    /// <summary>The gzip file does not end where it should.</summary>
    public DataDamagedException GzipTrailer(uint length, string sha256) =>
        Fault(
            "the gzip file does not end where it should: its trailer is cut off, or bytes follow it",
            $"a trailer that states {Text(file.ByteCount, "bytes")}",
            $"one that states {Text(length, "bytes")} (the content itself is whole, SHA-256 {sha256})");

    /// <summary>The gzip stream cannot be unpacked, or its own check sum says it is not what was packed.</summary>
    public DataDamagedException GzipDamage(InvalidDataException error) =>
        Fault("the gzip file is damaged", "a gzip stream that unpacks and passes its own check sum (CRC-32)", "one that does not", error);

    /// <summary>A label that is no digit.</summary>
    public DataDamagedException LabelOutOfRange(int index, byte label) =>
        Fault("a label is out of range", $"labels 0 to {file.Shape.Classes - 1}", $"label {label} at index {index} (byte {index + file.HeaderSize})");

    /// <summary>All is in order but the content.</summary>
    public DataDamagedException OtherContent(string sha256)
    {
        (DatasetDefinition Set, DatasetFile File) twin = known
            .SelectMany(set => set.Files, (set, other) => (Set: set, File: other))
            .FirstOrDefault(pair => pair.File.Sha256 == sha256);
        return twin.Set is null
            ? Fault("the content is not the published one: a wrong checksum", $"SHA-256 {file.Sha256}", $"SHA-256 {sha256}")
            : Fault($"this is another file: {twin.File.Name} of {twin.Set.Name}", $"SHA-256 {file.Sha256}", $"SHA-256 {sha256}");
    }

    private DataDamagedException WrongMagic(uint magic, ReadOnlySpan<byte> header)
    {
        string expected = $"magic number 0x{file.Magic:x8} ({file.Items})";
        return magic switch
        {
            ImagesMagic or LabelsMagic => Fault(
                $"this is the {(magic == ImagesMagic ? "images" : "labels")} file under the {file.Items} file's name",
                expected,
                $"magic number 0x{magic:x8}"),
            _ when magic >> 16 == 0 && magic >> 8 is 8 or 9 or 0xb or 0xc or 0xd or 0xe => Fault(
                "this is an IDX file of another kind", expected, $"magic number 0x{magic:x8} (type 0x{magic >> 8:x2}, {magic & 0xff} dimensions)"),
            _ => Fault("this is not an IDX file: wrong magic number", expected, $"0x{magic:x8}, {Describe(header)}"),
        };
    }

    private DataDamagedException WrongCount(uint count)
    {
        string expected = Text(file.Count, file.Items);
        string found = $"{Text(count, file.Items)} declared";
        DatasetFile? other = known
            .Where(set => set.Files.Any(candidate => candidate.Sha256 == file.Sha256))
            .SelectMany(set => set.Files)
            .FirstOrDefault(candidate => candidate.Kind == file.Kind && candidate.Split != file.Split && candidate.Count == count);
        return (other, file.Kind) switch
        {
            ({ } twin, _) => Fault($"this looks like {twin.Name} under {file.Name}'s name", expected, found),
            (null, DatasetFileKind.Labels) => Fault("the number of labels is not the number of images", expected, found),
            _ => Fault("the number of images is wrong", expected, found),
        };
    }

    /// <summary>What the first bytes look like; a web page saved in a file's place is the usual case.</summary>
    private static string Describe(ReadOnlySpan<byte> start)
    {
        string text = Encoding.Latin1.GetString(start);
        return text.TrimStart().StartsWith('<') ? "a web page"
            : text.StartsWith("version ", StringComparison.Ordinal) ? "a placeholder of Git LFS"
            : $"first bytes {Convert.ToHexStringLower(start)}";
    }

    private static string Text(long number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");

    private DataDamagedException Fault(string problem, string expected, string found, Exception? inner = null) =>
        new(source.Where, problem, expected, found, source.Remedy, inner);
}
