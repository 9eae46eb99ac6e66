using System.Globalization;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Imports;

/// <summary>Files of somebody's own, made into a data set: checked, labelled, split, in canonical form.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="Classes">What its classes are called; none where there are targets.</param>
/// <param name="Train">The training part.</param>
/// <param name="Test">The test part.</param>
internal sealed record DatasetImport(string Name, IReadOnlyList<string> Classes, CanonicalPart Train, CanonicalPart Test)
{
    /// <summary>The data set in a line: <c>har: 7,352 and 2,947 sequences of 128 steps with 9 features, 6 classes</c>.</summary>
    public string Summary => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name}: {Train.Count:N0} and {Test.Count:N0} sequences of {Train.Steps:N0} steps with {Train.Features:N0} "
            + $"{(Train.Features == 1 ? "feature" : "features")}, {Answers}");

    /// <summary>What somebody should know of it, a sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. Unread, .. SortedNote is { } note ? new[] { note } : []];

    /// <summary>What its files hold besides.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>
    /// Of a training part that is sorted by class so far that its first half lacks classes: what somebody should know who takes the first N of it. Null
    /// where no class is missing there.
    /// </summary>
    public string? SortedNote
    {
        get
        {
            if (Train.Answers.Classes is not { } labels || labels.Length < 2 * Classes.Count)
            {
                return null;
            }

            long[] missing = [.. Enumerable.Range(0, Classes.Count).Select(c => (long)c).Except(labels.Take(labels.Length / 2))];
            if (missing.Length == 0)
            {
                return null;
            }

            string half = string.Create(CultureInfo.InvariantCulture, $"the first {labels.Length / 2:N0} of {labels.Length:N0}");
            string lacking = $"{missing.Length} of the {Classes.Count} classes ({Classes[(int)missing[0]]}{(missing.Length > 1 ? ", ..." : "")})";
            return $"the training samples are sorted by class: {half} have none of {lacking}. Training shuffles them, but 'train_samples: N' takes the first "
                + "N, and 'validation_samples: N' the last: shuffle the files to use these";
        }
    }

    private int Targets => Train.Answers.Targets?.Width ?? 0;

    private string Answers => Targets == 0 ? string.Create(CultureInfo.InvariantCulture, $"{Classes.Count:N0} classes")
        : Targets == 1 ? "1 target" : string.Create(CultureInfo.InvariantCulture, $"{Targets:N0} targets");

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
        if (test is not null && parts.Count > 1)
        {
            throw new ImportException(parts[1].File, "this is a test part, and --test names another", "leave --test out, or save the file without this part");
        }

        test ??= parts.Count > 1 ? parts[1] : null;
        IEnumerable<RawPart> read = test is null || parts.Count > 1 ? parts : [.. parts, test];
        return Joined(name, parts[0], test, names, fraction, seed) with
        {
            Unread = [.. read.Where(part => part.Unread is not null).Select(part => $"{part.Unread}, which was not read")],
        };
    }

    private static DatasetImport Joined(string name, RawPart train, RawPart? test, IReadOnlyList<string>? names, double? fraction, long seed)
    {
        LabelClasses? classes = train.Targets is null ? LabelClasses.Of(train, names)
            : names is null ? null
            : throw new ImportException(train.LabelFile, "it has targets, and --classes names classes", "leave one of --classes and --targets out");
        CanonicalAnswers answers = Answered(train, classes);
        if (test is null)
        {
            if (fraction is not { } share)
            {
                throw new ImportException(train.File, $"there is no test part{(train.Unread is null ? "" : $" ({train.Unread})")}",
                    "--test names its files, or --test-fraction 0.2 splits a fifth off");
            }

            // Of targets no class needs its share, so all samples are one.
            (int[] trained, int[] tested) = StratifiedSplit.Of(answers.Classes ?? new long[answers.Count], share, seed, train.LabelFile);
            return new DatasetImport(name, classes?.Names ?? [], Part(train, answers, trained), Part(train, answers, tested));
        }

        if (fraction is not null)
        {
            throw new ImportException(test.File, "there is a test part already", "leave --test-fraction out");
        }

        if (test.Targets?.Width != train.Targets?.Width)
        {
            throw new ImportException(test.LabelFile,
                $"its sequences have {test.Targets!.Width} targets, and those of {train.LabelFile} {train.Targets!.Width}",
                "give parts with the same targets");
        }

        if (test.Steps != train.Steps || test.Features != train.Features || test.Values.AreFloats != train.Values.AreFloats)
        {
            throw new ImportException(test.File, $"the test part has {Shape(test)}, the training part of {train.File} {Shape(train)}",
                "give parts of one shape and type");
        }

        if (test.Values.Stored.SequenceEqual(train.Values.Stored))
        {
            throw new ImportException(test.File, $"its sequences are those of {train.File}, value for value, and a test on them would tell nothing",
                "give other data, or leave the test part out: --test-fraction 0.25 splits one off");
        }

        return new DatasetImport(name, classes?.Names ?? [], new CanonicalPart(train.Values, answers, train.Steps, train.Features),
            new CanonicalPart(test.Values, Answered(test, classes), test.Steps, test.Features));
    }

    /// <summary>What the program will know of it.</summary>
    public DatasetDefinition Definition() => ManifestDataset.Define(
        Name,
        Train.Steps,
        Train.Features,
        Classes,
        Train.Values.AreFloats ? DatasetValues.Float32 : DatasetValues.Bytes,
        Train.Count,
        Test.Count,
        [Train.InputsSha256, Train.AnswersSha256, Test.InputsSha256, Test.AnswersSha256],
        targets: Targets);

    private static CanonicalAnswers Answered(RawPart part, LabelClasses? classes) => new(classes?.Places(part), part.Targets);

    private static CanonicalPart Part(RawPart part, CanonicalAnswers answers, int[] places) =>
        new(part.Values.Of(places, part.Steps * part.Features), answers.Of(places), part.Steps, part.Features);

    private static string Shape(
        RawPart part) => string.Create(CultureInfo.InvariantCulture, $"{part.Steps} steps of {part.Features} {(part.Values.AreFloats ? "floats" : "bytes")}");
}
