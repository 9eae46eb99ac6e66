using System.IO.Compression;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>One NumPy archive of arrays under the usual names.</summary>
internal sealed class NpzFormat : ISequenceFormat
{
    private const string Ending = ".npy";

    private static readonly (string Inputs, string Labels)[] s_train =
    [
        ("X_train", "y_train"), ("train_images", "train_labels"), ("train_x", "train_y"), ("train_inputs", "train_labels"),
        ("X", "y"), ("images", "labels"), ("data", "target"), ("inputs", "labels"),
    ];

    private static readonly (string Inputs, string Labels)[] s_test =
        [("X_test", "y_test"), ("test_images", "test_labels"), ("test_x", "test_y"), ("test_inputs", "test_labels")];

    /// <inheritdoc/>
    public string Files => "NumPy: one .npz with X_train, y_train and, if there is a test part, X_test, y_test";

    /// <inheritdoc/>
    public bool Takes(IReadOnlyList<string> files) => files.Count == 1 && files[0].EndsWith(".npz", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public IReadOnlyList<RawPart> Read(IReadOnlyList<string> files, ImportOptions options)
    {
        string file = files[0];
        try
        {
            using FileStream stream = FileBytes.Open(file);
            using ZipArchive archive = new(stream, ZipArchiveMode.Read);
            (ZipArchiveEntry Inputs, ZipArchiveEntry Labels)? test = Pair(archive, file, s_test);
            (ZipArchiveEntry Inputs, ZipArchiveEntry Labels) train = Pair(archive, file, s_train)
                ?? throw new ImportException(file, $"it holds {Names(archive.Entries)}",
                    "name the arrays X_train, y_train, X_test, y_test: numpy.savez(file, X_train=..., y_train=...); of one part alone X and y");
            HashSet<ZipArchiveEntry> read = [train.Inputs, train.Labels, .. test is { } two ? new[] { two.Inputs, two.Labels } : []];
            ZipArchiveEntry[] unread = [.. archive.Entries.Where(entry => !read.Contains(entry))];
            RawPart first = Part(train, file, options) with { Unread = unread.Length == 0 ? null : $"{file} also holds {Names(unread)}" };
            return test is { } pair ? [first, Part(pair, file, options)] : [first];
        }
        catch (InvalidDataException error)
        {
            throw new ImportException(file, $"the archive is damaged ({error.Message.TrimEnd('.')})", "save it again with numpy.savez");
        }
    }

    // The two arrays of a part. One without the other is a name that was mistyped or forgotten.
    private static (ZipArchiveEntry Inputs, ZipArchiveEntry Labels)? Pair(ZipArchive archive, string file, (string Inputs, string Labels)[] names)
    {
        (string There, string Missing)? half = null;
        foreach ((string inputs, string labels) in names)
        {
            (ZipArchiveEntry? x, ZipArchiveEntry? y) = (Find(archive, inputs), Find(archive, labels));
            if (x is not null && y is not null)
            {
                return (x, y);
            }

            half ??= x is not null ? (Name(x), labels) : y is not null ? (Name(y), inputs) : null;
        }

        return half is not { } lone ? null
            : throw new ImportException(file, $"it has {lone.There} and no {lone.Missing}; it holds {Names(archive.Entries)}",
                $"save it with {lone.Missing}, or without {lone.There}");
    }

    private static RawPart Part((ZipArchiveEntry Inputs, ZipArchiveEntry Labels) pair, string file, ImportOptions options)
    {
        (string inputsAt, string labelsAt) = ($"{file}, {pair.Inputs.Name}", $"{file}, {pair.Labels.Name}");
        return ArrayPart.Of(Array(pair.Inputs, inputsAt), inputsAt, Array(pair.Labels, labelsAt), labelsAt, options);
    }

    private static ZipArchiveEntry? Find(ZipArchive archive, string name) =>
        archive.Entries.FirstOrDefault(entry => string.Equals(entry.FullName, name + Ending, StringComparison.OrdinalIgnoreCase));

    private static NpyArray Array(ZipArchiveEntry entry, string where)
    {
        using Stream stream = entry.Open();
        return NpyArray.Read(stream, where);
    }

    private static string Names(IReadOnlyCollection<ZipArchiveEntry> entries) => entries.Count == 0 ? "nothing"
        : string.Join(", ", entries.Take(12).Select(Name)) + (entries.Count > 12 ? ", ..." : "");

    private static string Name(ZipArchiveEntry entry) =>
        entry.FullName.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) ? entry.FullName[..^Ending.Length] : entry.FullName;
}
