using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data.Locate;

/// <summary>The outcome of looking for a data set: embedded, found in a folder, or missing. Nothing has been read yet.</summary>
public sealed class DatasetLocation
{
    internal DatasetLocation(DatasetDefinition dataset, string? folder, IReadOnlyDictionary<DatasetFile, string> paths, IReadOnlyList<DatasetPlace> places,
        string remedy)
    {
        Dataset = dataset;
        Folder = folder;
        Paths = paths;
        Places = places;
        Remedy = remedy;
    }

    /// <summary>What was looked for.</summary>
    public DatasetDefinition Dataset { get; }

    /// <summary>True: all four files are there, or the set is embedded.</summary>
    public bool IsFound => Dataset.IsEmbedded || Folder is not null;

    /// <summary>The folder that holds the four files; null when missing or embedded.</summary>
    public string? Folder { get; }

    /// <summary>Each file's path; empty when missing or embedded.</summary>
    public IReadOnlyDictionary<DatasetFile, string> Paths { get; }

    /// <summary>The places looked at, the one it was found in last.</summary>
    public IReadOnlyList<DatasetPlace> Places { get; }

    /// <summary>What to do: when missing, how to get the data; when found, what to do should a file be damaged.</summary>
    public string Remedy { get; }

    /// <summary>The error that says so, for a data set that is missing.</summary>
    /// <exception cref="InvalidOperationException">It was found.</exception>
    public DataMissingException ToMissingException() =>
        IsFound ? throw new InvalidOperationException($"{Dataset.Name} was found") : new DataMissingException(Dataset.Name, Remedy, Places);
}

/// <summary>A folder that was looked at, and what was found there.</summary>
/// <param name="Folder">The folder: <c>…/data/mnist</c>.</param>
/// <param name="Finding">In words: <c>no such folder</c>, <c>lacks t10k-labels-idx1-ubyte.gz</c>.</param>
/// <param name="Missing">The files that are not there; empty when all four are.</param>
public sealed record DatasetPlace(string Folder, string Finding, IReadOnlyList<DatasetFile> Missing);
