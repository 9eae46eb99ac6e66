using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Data;

/// <summary>How a data set stands: where it is and, if that was asked for, whether its content is good.</summary>
/// <param name="Location">Where it was found, or where it was looked for.</param>
/// <param name="Files">Its four files.</param>
public sealed record DatasetStatus(DatasetLocation Location, IReadOnlyList<DatasetFileStatus> Files)
{
    /// <summary>What the program knows of it.</summary>
    public DatasetDefinition Dataset => Location.Dataset;

    /// <summary>Its size as stored, in bytes; null unless all four files' sizes are known.</summary>
    public long? StoredBytes => Files.All(file => file.StoredBytes is not null) ? Files.Sum(file => file.StoredBytes) : null;

    /// <summary>True: every file was read and is good.</summary>
    public bool IsVerified => Files.All(file => file.Check == DatasetFileCheck.Good);
}

/// <summary>How one file of a data set stands.</summary>
/// <param name="File">Which.</param>
/// <param name="Path">Where it lies; the resource's name when embedded, null when missing.</param>
/// <param name="StoredBytes">Its size as stored, compressed or not; null when missing or not to be read.</param>
/// <param name="Check">What is known of its content.</param>
/// <param name="Fault">Why it cannot be used; null unless <paramref name="Check"/> is <see cref="DatasetFileCheck.Faulty"/>.</param>
public sealed record DatasetFileStatus(DatasetFile File, string? Path, long? StoredBytes, DatasetFileCheck Check, DataException? Fault);

/// <summary>How a file of a data set stands.</summary>
public enum DatasetFileCheck
{
    /// <summary>No place has all four files; <see cref="DatasetLocation.Places"/> says which lacks what.</summary>
    Missing,

    /// <summary>It is there; its content was not looked at.</summary>
    NotChecked,

    /// <summary>Its whole content was read and is the published one.</summary>
    Good,

    /// <summary>Its content was read, or could not be, and it cannot be used.</summary>
    Faulty,
}
