namespace MnistLstm.Runner.Selection;

/// <summary>The command line asks for something that cannot be done as written: exit code 2, nothing on standard output.</summary>
/// <param name="message">What is wrong, in one line without a full stop.</param>
/// <param name="help">How to go on, a line each.</param>
internal sealed class UsageException(string message, params IReadOnlyList<string> help) : Exception(message)
{
    /// <summary>How to go on, a line each.</summary>
    public IReadOnlyList<string> Help { get; } = help;
}
