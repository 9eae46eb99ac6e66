namespace MnistLstm.Runner.Selection;

/// <summary>A command was understood but cannot be done now: exit code 1. The message says why and what to do.</summary>
internal sealed class CommandException(string message) : Exception(message);
