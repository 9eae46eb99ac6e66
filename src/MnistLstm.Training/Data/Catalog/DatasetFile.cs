using System.Collections.Generic;

namespace MnistLstm.Training.Data.Catalog;

/// <summary>One of the four files of a data set, and all that is known of it beforehand.</summary>
/// <param name="Split">Training or test set.</param>
/// <param name="Kind">Inputs or labels.</param>
/// <param name="Count">Number of sequences or labels.</param>
/// <param name="Shape">The data set's.</param>
/// <param name="Sha256">SHA-256 of the uncompressed file, lower-case hex.</param>
public sealed record DatasetFile(DatasetSplit Split, DatasetFileKind Kind, int Count, DatasetShape Shape, string Sha256)
{
    /// <summary>How the file is laid out.</summary>
    public DatasetFileFormat Format { get; init; } = DatasetFileFormat.Idx;

    /// <summary>What each value is stored as.</summary>
    public DatasetValues Values { get; init; } = DatasetValues.Bytes;

    /// <summary>Its name without compression: <c>train-images-idx3-ubyte</c>, <c>train_inputs.npy</c>.</summary>
    public string Name => (Format, Kind) switch
    {
        (DatasetFileFormat.Npy, DatasetFileKind.Inputs) => $"{Prefix}_inputs.npy",
        (DatasetFileFormat.Npy, DatasetFileKind.Targets) => $"{Prefix}_targets.npy",
        (DatasetFileFormat.Npy, _) => $"{Prefix}_labels.npy",
        (_, DatasetFileKind.Inputs) => $"{Prefix}-images-idx3-ubyte",
        _ => $"{Prefix}-labels-idx1-ubyte",
    };

    /// <summary>The name it is published under: <c>train-images-idx3-ubyte.gz</c>.</summary>
    public string PublishedName => Format == DatasetFileFormat.Npy ? Name : Name + ".gz";

    /// <summary>The names it is accepted under, the preferred one first: an IDX file with a dot before <c>idx</c> too, each compressed or not.</summary>
    public IReadOnlyList<string> AcceptedNames
    {
        get
        {
            string dotted = Name.Replace("-idx", ".idx");
            return Format == DatasetFileFormat.Npy ? [Name] : [Name + ".gz", Name, dotted + ".gz", dotted];
        }
    }

    /// <summary>How many values the file holds.</summary>
    public long ValueCount => Kind switch
    {
        DatasetFileKind.Inputs => (long)Count * Shape.Values,
        DatasetFileKind.Targets => (long)Count * Shape.Targets,
        _ => Count,
    };

    /// <summary>The plural of what it holds, for messages.</summary>
    internal string Items => Kind == DatasetFileKind.Labels ? "labels"
        : Kind == DatasetFileKind.Targets ? "targets"
        : Format == DatasetFileFormat.Idx ? "images" : "sequences";

    private string Prefix => Split == DatasetSplit.Train ? "train" : Format == DatasetFileFormat.Idx ? "t10k" : "test";
}

/// <summary>The two halves of a data set.</summary>
public enum DatasetSplit
{
    /// <summary>What is trained on; its files begin with <c>train</c>.</summary>
    Train,

    /// <summary>What is evaluated on; its IDX files begin with <c>t10k-</c>, whatever their number.</summary>
    Test,
}

/// <summary>What a file of a data set holds.</summary>
public enum DatasetFileKind
{
    /// <summary>The sequences, [count, steps, features].</summary>
    Inputs,

    /// <summary>Their classes, from 0, [count].</summary>
    Labels,

    /// <summary>The numbers that they are to be mapped to, [count, targets].</summary>
    Targets,
}

/// <summary>How a file of a data set is laid out.</summary>
public enum DatasetFileFormat
{
    /// <summary>MNIST's format, unsigned bytes: a magic number of 0x0000080 and the number of dimensions, then the dimensions, four bytes each.</summary>
    Idx,

    /// <summary>NumPy's, little-endian, C order, version 1.0.</summary>
    Npy,
}

/// <summary>What the values of a data set are stored as.</summary>
public enum DatasetValues
{
    /// <summary>Unsigned bytes, read as value / 255.</summary>
    Bytes,

    /// <summary>Floats, read as they are.</summary>
    Float32,

    /// <summary>64-bit integers: the labels of a NumPy file.</summary>
    Int64,
}
