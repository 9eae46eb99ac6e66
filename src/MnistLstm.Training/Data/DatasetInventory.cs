using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Data;

/// <summary>Says how data sets stand, for listing and verifying. It fetches nothing and throws for no fault of the data.</summary>
public static class DatasetInventory
{
    /// <summary>Where a data set is, and its size. No content is read.</summary>
    /// <param name="dataset">Which.</param>
    /// <param name="places">Where to look.</param>
    public static DatasetStatus Describe(DatasetDefinition dataset, DataPlaces places) =>
        Inspect(DatasetLocator.Locate(dataset, places), (_, path, size) => (path, size, DatasetFileCheck.NotChecked, null));

    /// <summary>Reads every file of a data set and says of each whether it is good.</summary>
    /// <param name="dataset">Which.</param>
    /// <param name="places">Where to look.</param>
    /// <param name="cancellation">Ends it between two files.</param>
    public static DatasetStatus Verify(DatasetDefinition dataset, DataPlaces places, CancellationToken cancellation = default)
    {
        DatasetLocation location = DatasetLocator.Locate(dataset, places);
        return Inspect(location, (file, path, size) =>
        {
            cancellation.ThrowIfCancellationRequested();
            try
            {
                DatasetReader.Check(location, file);
                return (path, size, DatasetFileCheck.Good, null);
            }
            catch (DataException fault)
            {
                return (path, size, DatasetFileCheck.Faulty, fault);
            }
        });
    }

    private static DatasetStatus Inspect(
        DatasetLocation location,
        Func<DatasetFile, string, long?, (string Path, long? Size, DatasetFileCheck Check, DataException? Fault)> inspect)
    {
        DatasetDefinition set = location.Dataset;
        return new DatasetStatus(location, [.. set.Files.Select(file =>
        {
            if (PathOf(location, file) is not { } path)
            {
                return new DatasetFileStatus(file, null, null, DatasetFileCheck.Missing, null);
            }

            (string where, long? size, DatasetFileCheck check, DataException? fault) = inspect(file, path, SizeOf(set, file, path));
            return new DatasetFileStatus(file, where, size, check, fault);
        })]);
    }

    private static string? PathOf(DatasetLocation location, DatasetFile file) =>
        location.Dataset.IsEmbedded ? EmbeddedDigits.NameOf(location.Dataset, file) : location.Paths.GetValueOrDefault(file);

    private static long? SizeOf(DatasetDefinition set, DatasetFile file, string path)
    {
        if (set.IsEmbedded)
        {
            using Stream resource = EmbeddedDigits.Open(set, file);
            return resource.Length;
        }

        FileSystemInfo target = new FileInfo(path).ResolveLinkTarget(returnFinalTarget: true) ?? new FileInfo(path);
        return target is FileInfo { Exists: true } info ? info.Length : null;
    }
}
