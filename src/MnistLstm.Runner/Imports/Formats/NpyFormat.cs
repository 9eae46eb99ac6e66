namespace MnistLstm.Runner.Imports.Formats;

/// <summary>Two NumPy files: inputs and labels.</summary>
internal sealed class NpyFormat : ISequenceFormat
{
    /// <inheritdoc/>
    public string Files => "NumPy: the inputs' .npy, then the labels' .npy";

    /// <inheritdoc/>
    public bool Takes(IReadOnlyList<string> files) => files.Count == 2 && files.All(file => file.EndsWith(".npy", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public IReadOnlyList<RawPart> Read(IReadOnlyList<string> files, ImportOptions options) =>
        [ArrayPart.Of(Array(files[0]), files[0], Array(files[1]), files[1], options)];

    private static NpyArray Array(string file)
    {
        using FileStream stream = FileBytes.Open(file);
        return NpyArray.Read(stream, file);
    }
}
