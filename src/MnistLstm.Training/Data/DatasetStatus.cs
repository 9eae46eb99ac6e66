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
