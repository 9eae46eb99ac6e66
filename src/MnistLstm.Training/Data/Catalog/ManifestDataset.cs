namespace MnistLstm.Training.Data.Catalog;

/// <summary>A data set that a manifest describes, as emitted code says it.</summary>
public static class ManifestDataset
{
    /// <summary>Describes it.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="steps">T.</param>
    /// <param name="features">I.</param>
    /// <param name="classes">What the classes are called, in the order of the labels.</param>
    /// <param name="values">What a value is stored as.</param>
    /// <param name="train">Number of training sequences.</param>
    /// <param name="test">Number of test sequences.</param>
    /// <param name="sha256">The files' hashes: train inputs, train labels, test inputs, test labels.</param>
    /// <param name="description">What it is.</param>
    /// <param name="origin">Where it is from.</param>
    /// <param name="licence">The terms it may be used under.</param>
    /// <param name="targets">K, the numbers that a sequence is to be mapped to, where it has no class; the classes are none then.</param>
    /// <exception cref="ArgumentException">Not four hashes.</exception>
    public static DatasetDefinition Define(
        string name,
        int steps,
        int features,
        IReadOnlyList<string> classes,
        DatasetValues values,
        int train,
        int test,
        IReadOnlyList<string> sha256,
        string description = "",
        string origin = "",
        string licence = "",
        int targets = 0)
    {
        if (sha256.Count != 4)
        {
            throw new ArgumentException($"data set '{name}': four files need four hashes, got {sha256.Count}", nameof(sha256));
        }

        DatasetShape shape = new(steps, features, classes.Count) { Targets = targets };
        (DatasetFileKind answers, DatasetValues answer) =
            shape.HasTargets ? (DatasetFileKind.Targets, DatasetValues.Float32) : (DatasetFileKind.Labels, DatasetValues.Int64);
        return new DatasetDefinition(
            name,
            classes,
            File(DatasetSplit.Train, DatasetFileKind.Inputs, train, sha256[0], values),
            File(DatasetSplit.Train, answers, train, sha256[1], answer),
            File(DatasetSplit.Test, DatasetFileKind.Inputs, test, sha256[2], values),
            File(DatasetSplit.Test, answers, test, sha256[3], answer))
        {
            Description = description,
            Origin = origin,
            Licence = licence,
            Manifest = ManifestKeys.Folder + name + ManifestKeys.Ending,
        };

        DatasetFile File(DatasetSplit split, DatasetFileKind kind, int count, string hash, DatasetValues stored) =>
            new(split, kind, count, shape, hash) { Format = DatasetFileFormat.Npy, Values = stored };
    }
}
