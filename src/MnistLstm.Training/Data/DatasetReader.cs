using MnistLstm.Engine.Execution;
using MnistLstm.Training.Data.Canonical;
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
        SequenceSet train = Part(location, set.TrainInputs, set.TrainLabels);
        SequenceSet test = Part(location, set.TestInputs, set.TestLabels);
        return new Dataset(set.Name, train, test, set.Fingerprint);
    }

    /// <summary>Reads one file and checks it.</summary>
    /// <exception cref="DataException">The file is damaged or unreadable.</exception>
    public static void Check(DatasetLocation location, DatasetFile file)
    {
        if (file.Values == DatasetValues.Float32)
        {
            CanonicalReader.Floats(SourceOf(location, file), file);
        }
        else if (file.Kind == DatasetFileKind.Labels)
        {
            Labels(location, file);
        }
        else
        {
            Bytes(location, file);
        }
    }

    private static SequenceSet Part(DatasetLocation location, DatasetFile inputs, DatasetFile labels)
    {
        (int steps, int features) = (inputs.Shape.Steps, inputs.Shape.Features);
        if (labels.Kind == DatasetFileKind.Targets)
        {
            return inputs.Values == DatasetValues.Float32
                ? new SequenceSet(CanonicalReader.Floats(SourceOf(location, inputs), inputs), Targets(location, labels), steps, features)
                : new SequenceSet(Bytes(location, inputs), Targets(location, labels), steps, features);
        }

        return inputs.Values == DatasetValues.Float32
            ? new SequenceSet(CanonicalReader.Floats(SourceOf(location, inputs), inputs), Labels(location, labels), steps, features)
            : new SequenceSet(Bytes(location, inputs), Labels(location, labels), steps, features);
    }

    private static byte[] Bytes(DatasetLocation location, DatasetFile file) => file.Format == DatasetFileFormat.Npy
        ? CanonicalReader.Bytes(SourceOf(location, file), file)
        : Idx(location, file);

    private static int[] Labels(DatasetLocation location, DatasetFile file) => file.Format == DatasetFileFormat.Npy
        ? CanonicalReader.Labels(SourceOf(location, file), file)
        : Array.ConvertAll(Idx(location, file), label => (int)label);

    // A folder may hold a file packed and unpacked. Its content's hash decides, so a damaged one harms nothing while the other is good.
    private static byte[] Idx(DatasetLocation location, DatasetFile file)
    {
        IReadOnlyList<DatasetDefinition> known = DatasetCatalog.KnownWith(location.Dataset);
        try
        {
            return IdxReader.Read(SourceOf(location, file), file, known);
        }
        catch (DataException) when (OtherCopies(location, file) is { Length: > 0 } others)
        {
            foreach (string other in others)
            {
                try
                {
                    return IdxReader.Read(IdxSource.FromFile(other, location.Remedy), file, known);
                }
                catch (DataException)
                {
                    // The first one's damage is the one to tell of.
                }
            }

            throw;
        }
    }

    private static string[] OtherCopies(DatasetLocation location, DatasetFile file) => location.Dataset.IsEmbedded ? []
        : [.. file.AcceptedNames.Select(name => Path.Combine(location.Folder!, name)).Where(path => path != location.Paths[file] && File.Exists(path))];

    private static RealTargets Targets(DatasetLocation location, DatasetFile file) =>
        new(CanonicalReader.Floats(SourceOf(location, file), file), file.Shape.Targets);

    private static IdxSource SourceOf(DatasetLocation location, DatasetFile file) =>
        location.Dataset.IsEmbedded
            ? new IdxSource(EmbeddedDigits.NameOf(location.Dataset, file), location.Remedy, () => EmbeddedDigits.Open(location.Dataset, file))
            : IdxSource.FromFile(location.Paths[file], location.Remedy);
}
