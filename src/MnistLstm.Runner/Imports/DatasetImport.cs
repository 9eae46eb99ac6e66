using System.Globalization;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Imports;

/// <summary>Files of somebody's own, made into a data set: checked, labelled, split, in canonical form.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Classes">What its classes are called.</param>
/// <param name="Train">The training part.</param>
/// <param name="Test">The test part.</param>
internal sealed record DatasetImport(string Name, IReadOnlyList<string> Classes, CanonicalPart Train, CanonicalPart Test)
{
    /// <summary>The data set in a line: <c>har: 7,352 and 2,947 sequences of 128 steps with 9 features, 6 classes</c>.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {Train.Labels.Length:N0} and {Test.Labels.Length:N0} sequences of {Train.Steps:N0} steps with {Train.Features:N0} "
            + $"features, {Classes.Count:N0} classes");

    /// <summary>Makes a data set.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="parts">What the files hold: the training part and perhaps the test part.</param>
    /// <param name="test">The test part of other files; null for none.</param>
    /// <param name="names">What the classes are called; null for what the labels say.</param>
    /// <param name="fraction">The share that is split off for testing where there is no test part; null for none.</param>
    /// <param name="seed">The split's seed.</param>
    /// <exception cref="ImportException">The parts do not go together, or there is no test part and none is to be split off.</exception>
    public static DatasetImport Of(string name, IReadOnlyList<RawPart> parts, RawPart? test, IReadOnlyList<string>? names, double? fraction, long seed)
    {
        RawPart train = parts[0];
        test ??= parts.Count > 1 ? parts[1] : null;
        LabelClasses classes = LabelClasses.Of(train, names);
        long[] labels = classes.Places(train);
        if (test is null)
        {
            if (fraction is not { } share)
            {
                throw new ImportException(train.File, "there is no test part", "--test names its files, or --test-fraction 0.2 splits a fifth off");
            }

            (int[] trained, int[] tested) = StratifiedSplit.Of(labels, share, seed, train.File);
            return new DatasetImport(name, classes.Names, Part(train, labels, trained), Part(train, labels, tested));
        }

        if (fraction is not null)
        {
            throw new ImportException(test.File, "there is a test part already", "leave --test-fraction out");
        }

        if (test.Steps != train.Steps || test.Features != train.Features || test.Values.AreFloats != train.Values.AreFloats)
        {
            throw new ImportException(test.File, $"the test part has {Shape(test)}, the training part of {train.File} {Shape(train)}",
                "give parts of one shape and type");
        }

        return new DatasetImport(name, classes.Names, new CanonicalPart(train.Values, labels, train.Steps, train.Features),
            new CanonicalPart(test.Values, classes.Places(test), test.Steps, test.Features));
    }

    /// <summary>What the program will know of it.</summary>
    public DatasetDefinition Definition() => ManifestDataset.Define(
        Name,
        Train.Steps,
        Train.Features,
        Classes,
        Train.Values.AreFloats ? DatasetValues.Float32 : DatasetValues.Bytes,
        Train.Labels.Length,
        Test.Labels.Length,
        [Train.InputsSha256, Train.LabelsSha256, Test.InputsSha256, Test.LabelsSha256]);

    private static CanonicalPart Part(RawPart part, long[] labels, int[] places) =>
        new(part.Values.Of(places, part.Steps * part.Features), [.. places.Select(place => labels[place])], part.Steps, part.Features);

    private static string Shape(
        RawPart part) => string.Create(CultureInfo.InvariantCulture, $"{part.Steps} steps of {part.Features} {(part.Values.AreFloats ? "floats" : "bytes")}");
}
