using System.IO.Compression;

namespace MnistLstm.Runner.Imports.Formats;

/// <summary>One NumPy archive of arrays under the usual names.</summary>
internal sealed class NpzFormat : ISequenceFormat
{
    private static readonly string[] s_inputs = ["x_train", "train_images", "train_x", "train_inputs", "x", "images", "data", "inputs"];
    private static readonly string[] s_labels = ["y_train", "train_labels", "train_y", "train_labels", "y", "labels", "target", "labels"];
    private static readonly string[] s_testInputs = ["x_test", "test_images", "test_x", "test_inputs"];
    private static readonly string[] s_testLabels = ["y_test", "test_labels", "test_y", "test_labels"];

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
            RawPart train = Part(archive, file, s_inputs, s_labels, options)
                ?? throw new ImportException(file, $"it holds {Names(archive)}",
                    "name the arrays X_train, y_train, X_test, y_test: numpy.savez(file, X_train=..., y_train=...)");
            return Part(archive, file, s_testInputs, s_testLabels, options) is { } test ? [train, test] : [train];
        }
        catch (InvalidDataException error)
        {
            throw new ImportException(file, $"the archive is damaged ({error.Message.TrimEnd('.')})", "save it again with numpy.savez");
        }
    }

    private static RawPart? Part(ZipArchive archive, string file, string[] inputNames, string[] labelNames, ImportOptions options)
    {
        for (int i = 0; i < inputNames.Length; i++)
        {
            if (Find(archive, inputNames[i]) is { } inputs && Find(archive, labelNames[i]) is { } labels)
            {
                (string inputsAt, string labelsAt) = ($"{file}, {inputs.Name}", $"{file}, {labels.Name}");
                return ArrayPart.Of(Array(inputs, inputsAt), inputsAt, Array(labels, labelsAt), labelsAt, options);
            }
        }

        return null;
    }

    private static ZipArchiveEntry? Find(ZipArchive archive, string name) =>
        archive.Entries.FirstOrDefault(entry => string.Equals(entry.FullName, name + ".npy", StringComparison.OrdinalIgnoreCase));

    private static NpyArray Array(ZipArchiveEntry entry, string where)
    {
        using Stream stream = entry.Open();
        return NpyArray.Read(stream, where);
    }

    private static string Names(ZipArchive archive) => archive.Entries.Count == 0 ? "nothing"
        : string.Join(", ", archive.Entries.Take(8).Select(entry => entry.FullName)) + (archive.Entries.Count > 8 ? ", ..." : "");
}
