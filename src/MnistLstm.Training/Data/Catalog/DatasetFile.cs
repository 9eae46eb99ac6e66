namespace MnistLstm.Training.Data.Catalog;

/// <summary>One of the four IDX files of a data set, and all that is known of it beforehand.</summary>
/// <param name="Split">Training or test set.</param>
/// <param name="Kind">Images or labels.</param>
/// <param name="Count">Number of images or labels.</param>
/// <param name="Sha256">SHA-256 of the uncompressed file, lower-case hex.</param>
public sealed record DatasetFile(DatasetSplit Split, DatasetFileKind Kind, int Count, string Sha256)
{
    /// <summary>Rows of an image, and its columns.</summary>
    internal const int ImageSide = 28;

    /// <summary>The classic name without compression: <c>train-images-idx3-ubyte</c>.</summary>
    public string Name => Kind == DatasetFileKind.Images ? $"{Prefix}-images-idx3-ubyte" : $"{Prefix}-labels-idx1-ubyte";

    /// <summary>The name it is published under: <c>train-images-idx3-ubyte.gz</c>.</summary>
    public string PublishedName => Name + ".gz";

    /// <summary>The names it is accepted under, the preferred one first: with a dot before <c>idx</c> too, each compressed or not.</summary>
    public IReadOnlyList<string> AcceptedNames
    {
        get
        {
            string dotted = Name.Replace("-idx", ".idx", StringComparison.Ordinal);
            return [Name + ".gz", Name, dotted + ".gz", dotted];
        }
    }

    /// <summary>Bytes of the uncompressed file, header included.</summary>
    public long ByteCount => HeaderSize + (long)Count * ItemSize;

    /// <summary>The first four bytes as a big-endian number.</summary>
    internal uint Magic => Kind == DatasetFileKind.Images ? 0x803u : 0x801u;

    /// <summary>Bytes of the header: the magic number, then four bytes a dimension.</summary>
    internal int HeaderSize => Kind == DatasetFileKind.Images ? 16 : 8;

    /// <summary>Bytes of one image or label.</summary>
    internal int ItemSize => Kind == DatasetFileKind.Images ? ImageSide * ImageSide : 1;

    /// <summary>The plural of what it holds, for messages.</summary>
    internal string Items => Kind == DatasetFileKind.Images ? "images" : "labels";

    private string Prefix => Split == DatasetSplit.Train ? "train" : "t10k";
}

/// <summary>The two halves of a data set.</summary>
public enum DatasetSplit
{
    /// <summary>What is trained on; its files begin with <c>train-</c>.</summary>
    Train,

    /// <summary>What is evaluated on; its files begin with <c>t10k-</c>, whatever their number.</summary>
    Test,
}

/// <summary>What an IDX file of a data set holds.</summary>
public enum DatasetFileKind
{
    /// <summary>Grey values, unsigned bytes [count, 28, 28], after a header of 16 bytes; magic number 0x00000803.</summary>
    Images,

    /// <summary>Classes 0 … 9, unsigned bytes [count], after a header of 8 bytes; magic number 0x00000801.</summary>
    Labels,
}
