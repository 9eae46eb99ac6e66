namespace MnistLstm.Runner.Imports.Formats;

/// <summary>A format that sequences come in.</summary>
internal interface ISequenceFormat
{
    /// <summary>What the format is called, and the files that make a part, for messages: <c>NumPy: the inputs' .npy, then the labels'</c>.</summary>
    string Files { get; }

    /// <summary>Whether files are of this format, by their names and first bytes.</summary>
    bool Takes(IReadOnlyList<string> files);

    /// <summary>The parts that the files hold: one, or training and test part.</summary>
    /// <exception cref="ImportException">They cannot be read so.</exception>
    /// <exception cref="IOException">The operating system does not give them.</exception>
    IReadOnlyList<RawPart> Read(IReadOnlyList<string> files, ImportOptions options);
}

/// <summary>What a file cannot say of itself.</summary>
/// <param name="ChannelsFirst">Whether arrays are [N, I, T].</param>
/// <param name="SequenceColumn">Of a table the column that says which sequence a row belongs to; null for <c>sequence</c>.</param>
/// <param name="StepColumn">The column that numbers or dates the steps; null for <c>step</c>, if there is one.</param>
/// <param name="LabelColumn">The column of the label; of targets it may be several, parted by commas; null for <c>label</c>.</param>
/// <param name="Targets">Whether labels are numbers to predict.</param>
internal sealed record ImportOptions(
    bool ChannelsFirst = false, string? SequenceColumn = null, string? StepColumn = null, string? LabelColumn = null, bool Targets = false);
