namespace MnistLstm.Training.Data;

/// <summary>How one file of a data set stands.</summary>
/// <param name="File">Which.</param>
/// <param name="Path">Where it lies; the resource's name when embedded, null when missing.</param>
/// <param name="StoredBytes">Its size as stored, compressed or not; null when missing or not to be read.</param>
/// <param name="Check">What is known of its content.</param>
/// <param name="Fault">Why it cannot be used; null unless <paramref name="Check"/> is <see cref="DatasetFileCheck.Faulty"/>.</param>
public sealed record DatasetFileStatus(DatasetFile File, string? Path, long? StoredBytes, DatasetFileCheck Check, DataException? Fault);
