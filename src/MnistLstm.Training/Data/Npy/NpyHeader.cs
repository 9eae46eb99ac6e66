using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace MnistLstm.Training.Data.Npy;

/// <summary>The header of a NumPy file, versions 1.0 to 3.0: what numpy.lib.format describes.</summary>
/// <param name="Type">The type's word: <c>&lt;f4</c>.</param>
/// <param name="FortranOrder">Whether the first index runs fastest.</param>
/// <param name="Shape">The dimensions.</param>
/// <param name="Length">Bytes before the data.</param>
public sealed record NpyHeader(string Type, bool FortranOrder, IReadOnlyList<long> Shape, int Length)
{
    /// <summary>The bytes in front that tell the version and the header's length, at most.</summary>
    public const int PrefixLength = 12;

    private const int Alignment = 64;
    private const int LongestText = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>The shape as NumPy prints it: <c>(7352, 128, 9)</c>.</summary>
    public string ShapeText => Text(Shape);

    /// <summary>A header of version 1.0 in C order, padded so that the data begins at a multiple of 64.</summary>
    /// <param name="type">The type's word.</param>
    /// <param name="shape">The dimensions.</param>
    public static byte[] Write(string type, params IReadOnlyList<long> shape)
    {
        string text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {Text(shape)}, }}";
        int length = (Magic.Length + 4 + text.Length + 1 + Alignment - 1) / Alignment * Alignment;
        byte[] header = new byte[length];
        header.AsSpan().Fill((byte)' ');
        Magic.CopyTo(header);
        (header[6], header[7]) = (1, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), (ushort)(length - 10));
        Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        header[^1] = (byte)'\n';
        return header;
    }

    /// <summary>Reads a header from the beginning of a stream.</summary>
    /// <exception cref="FormatException">It is none, or one that cannot be; the message says what and why.</exception>
    public static NpyHeader Read(Stream stream)
    {
        byte[] prefix = new byte[PrefixLength];
        int read = stream.ReadAtLeast(prefix.AsSpan(0, 10), 10, throwOnEndOfStream: false);
        if (read < 10 || !prefix.AsSpan(0, Magic.Length).SequenceEqual(Magic))
        {
            throw new FormatException(read == 0 ? "the file is empty" : "it does not begin as a NumPy file does, with \\x93NUMPY");
        }

        byte version = prefix[6];
        if (version is < 1 or > 3)
        {
            throw new FormatException($"it is of version {version}.{prefix[7]} of NumPy's format; 1.0, 2.0 and 3.0 are known");
        }

        int wide = version == 1 ? 10 : PrefixLength;
        read += stream.ReadAtLeast(prefix.AsSpan(10, wide - 10), wide - 10, throwOnEndOfStream: false);
        long length = read < wide ? -1
            : version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(prefix.AsSpan(8)) : BinaryPrimitives.ReadUInt32LittleEndian(prefix.AsSpan(8));
        if (length > LongestText)
        {
            throw new FormatException($"its header says that it is {length} bytes long; more than {LongestText} are read of none");
        }

        byte[] text = new byte[Math.Max(0, length)];
        if (length < 0 || stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
        {
            throw new FormatException("it ends within its header");
        }

        NpyDictionary dictionary = new((version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text));
        return dictionary.Read(wide + text.Length);
    }

    private static string Text(IReadOnlyList<long> shape) => shape.Count switch
    {
        1 => string.Create(CultureInfo.InvariantCulture, $"({shape[0]},)"),
        _ => $"({string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))})",
    };
}
