using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Idx;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Data;

/// <summary>Reads the four files of a data set that was found, checking each.</summary>
internal static class DatasetReader
{
    /// <summary>The data set, checked.</summary>
    /// <exception cref="DataException">A file is missing, damaged or unreadable.</exception>
    public static Dataset Read(DatasetLocation location)
    {
        if (!location.IsFound)
        {
            throw location.ToMissingException();
        }

        DatasetDefinition set = location.Dataset;
        var train = new ImageSet(ReadFile(location, set.TrainImages), ReadFile(location, set.TrainLabels));
        var test = new ImageSet(ReadFile(location, set.TestImages), ReadFile(location, set.TestLabels));
        return new Dataset(set.Name, train, test, set.Fingerprint);
    }

    /// <summary>One file's content without its header.</summary>
    /// <exception cref="DataException">The file is damaged or unreadable.</exception>
    public static byte[] ReadFile(DatasetLocation location, DatasetFile file) =>
        IdxReader.Read(SourceOf(location, file), file, DatasetCatalog.KnownWith(location.Dataset));

    private static IdxSource SourceOf(DatasetLocation location, DatasetFile file) =>
        location.Dataset.IsEmbedded
            ? new IdxSource(EmbeddedDigits.NameOf(location.Dataset, file), location.Remedy, () => EmbeddedDigits.Open(location.Dataset, file))
            : IdxSource.FromFile(location.Paths[file], location.Remedy);
}
