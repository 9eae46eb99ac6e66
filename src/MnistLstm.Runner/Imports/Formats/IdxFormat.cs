using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>Two IDX files of unsigned bytes, packed by gzip or not: MNIST's format, of any size.</summary>
internal sealed class IdxFormat : ISequenceFormat
{
    private const int UnsignedBytes = 8;

    /// <inheritdoc/>
    public string Files => "IDX: the images' file, then the labels', packed by gzip or not, whatever they are called";

    /// <inheritdoc/>
    public bool Takes(IReadOnlyList<string> files) => files.Count == 2 && files.Any(Is);

    /// <summary>Whether a file is called as IDX files are, or begins as they do: two zeros, a type, a number of dimensions.</summary>
    /// <exception cref="ImportException">It is empty, or no file.</exception>
    public static bool Is(string file) => Path.GetFileName(file).Contains("idx", StringComparison.OrdinalIgnoreCase)
        || Path.GetFileName(file).Contains("ubyte", StringComparison.OrdinalIgnoreCase) || Begins(file);

    /// <inheritdoc/>
    public IReadOnlyList<RawPart> Read(IReadOnlyList<string> files, ImportOptions options)
    {
        (int[] shape, byte[] values) = Array(files[0]);
        (int[] labelShape, byte[] labels) = Array(files[1]);
        if (shape.Length is not (2 or 3) || labelShape.Length != 1)
        {
            throw new ImportException(shape.Length is 2 or 3 ? files[1] : files[0],
                $"it has {(shape.Length is 2 or 3 ? labelShape : shape).Length} dimensions; images have three and labels one",
                    "name the images' file first, then the labels'");
        }

        return labels.Length == shape[0]
            ? [new RawPart(files[0], new RawValues(values), shape[1], shape.Length == 3 ? shape[2] : 1,
                [.. labels.Select(label => label.ToString(CultureInfo.InvariantCulture))]) { LabelFile = files[1] }]
            : throw new ImportException(files[1], string.Create(CultureInfo.InvariantCulture, $"there are {labels.Length:N0} labels for {shape[0]:N0} images"),
                "each image needs one label");
    }

    private static bool Begins(string file)
    {
        try
        {
            using Stream content = Open(file);
            byte[] word = new byte[4];
            return content.ReadAtLeast(word, 4, throwOnEndOfStream: false) == 4 && word is [0, 0, 0x08 or 0x09 or >= 0x0b and <= 0x0e, >= 1 and <= 8];
        }
        catch (InvalidDataException)
        {
            // A damaged gzip file may have been anything.
            return false;
        }
    }

    private static Stream Open(string file)
    {
        FileStream raw = FileBytes.Open(file);
        bool packed = raw.ReadByte() == 0x1f && raw.ReadByte() == 0x8b;
        raw.Position = 0;
        return packed ? new GZipStream(raw, CompressionMode.Decompress) : raw;
    }

    private static (int[] Shape, byte[] Values) Array(string file)
    {
        try
        {
            using Stream content = Open(file);
            return Array(content, file);
        }
        catch (InvalidDataException)
        {
            throw new ImportException(file, "the gzip file is damaged", "take a good copy");
        }
    }

    private static (int[] Shape, byte[] Values) Array(Stream content, string file)
    {
        byte[] word = new byte[4];
        if (content.ReadAtLeast(word, 4, throwOnEndOfStream: false) < 4 || word[0] != 0 || word[1] != 0 || word[3] is 0 or > 3)
        {
            throw new ImportException(file, $"it does not begin as an IDX file does (bytes {Convert.ToHexStringLower(word)})",
                "name IDX files of one to three dimensions");
        }

        if (word[2] != UnsignedBytes)
        {
            throw new ImportException(file, $"its values are of the type 0x{word[2]:x2}; unsigned bytes, 0x08, are read",
                "convert the values to bytes, or save them as .npy");
        }

        int[] shape = new int[word[3]];
        long count = 1;
        for (int d = 0; d < shape.Length; d++)
        {
            if (content.ReadAtLeast(word, 4, throwOnEndOfStream: false) < 4 || (shape[d] = BinaryPrimitives.ReadInt32BigEndian(word)) < 1)
            {
                throw new ImportException(file, "it ends within its header, or a dimension is not from 1 on", "take a whole copy");
            }

            count = count > int.MaxValue ? count : count * shape[d];
        }

        return (shape, FileBytes.Exactly(content, count, file));
    }
}
