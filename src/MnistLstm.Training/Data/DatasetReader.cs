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
        : IdxReader.Read(SourceOf(location, file), file, DatasetCatalog.KnownWith(location.Dataset));

    private static int[] Labels(DatasetLocation location, DatasetFile file) => file.Format == DatasetFileFormat.Npy
        ? CanonicalReader.Labels(SourceOf(location, file), file)
        : Array.ConvertAll(IdxReader.Read(SourceOf(location, file), file, DatasetCatalog.KnownWith(location.Dataset)), label => (int)label);

    private static RealTargets Targets(DatasetLocation location, DatasetFile file) =>
        new(CanonicalReader.Floats(SourceOf(location, file), file), file.Shape.Targets);

    private static IdxSource SourceOf(DatasetLocation location, DatasetFile file) =>
        location.Dataset.IsEmbedded
            ? new IdxSource(EmbeddedDigits.NameOf(location.Dataset, file), location.Remedy, () => EmbeddedDigits.Open(location.Dataset, file))
            : IdxSource.FromFile(location.Paths[file], location.Remedy);
}
