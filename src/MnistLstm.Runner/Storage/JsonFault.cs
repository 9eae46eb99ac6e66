using System.Text.Json;

namespace MnistLstm.Runner.Storage;

/// <summary>What is wrong with a stored JSON file, in words that are not the reader's own.</summary>
internal static class JsonFault
{
    /// <summary>In a line, without types of the program and without the place in bytes.</summary>
    public static string Words(Exception error)
    {
        string message = error.Message.Split(" LineNumber:")[0].Split(" Path:")[0].TrimEnd(' ', '|', '.').ReplaceLineEndings(" ");
        return error is not JsonException { Path: { Length: > 0 } path } ? message
            : message.Contains("could not be converted", StringComparison.Ordinal) ? $"what stands at {path} is not of the kind that belongs there"
            : $"{message} (at {path})";
    }
}
