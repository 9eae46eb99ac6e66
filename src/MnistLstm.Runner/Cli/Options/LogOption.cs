using System.CommandLine;
using System.CommandLine.Parsing;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Cli.Options;

/// <summary><c>--log tensorboard[=folder]</c>: another program's files beside the results.</summary>
internal static class LogOption
{
    private const string Word = "tensorboard";

    /// <summary>The option; its value is the folder that was named, empty for the usual one, null for no log.</summary>
    public static Option<string?> Create() => new("--log")
    {
        Description = "Also write event files for TensorBoard: tensorboard, or tensorboard=folder (default: tensorboard/)",
        HelpName = "tensorboard",
        CustomParser = Parse,
    };

    /// <summary>The folder, absolute.</summary>
    /// <param name="value">What <see cref="Create"/> gave.</param>
    /// <param name="paths">How paths are read.</param>
    public static string? Folder(string? value, SpecPaths paths) => value switch
    {
        null => null,
        "" => paths.Absolute(Word),
        _ => System.IO.Path.GetFullPath(value),
    };

    private static string? Parse(ArgumentResult result)
    {
        string word = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        string[] parts = word.Split('=', 2);
        if (parts[0] == Word && parts is [_] or [_, { Length: > 0 }])
        {
            if (parts.Length == 2 && CommonOptions.FileInTheWay(parts[1]) is { } fault)
            {
                result.AddError($"--log {Word}= expects a folder, and {fault}");
            }

            return parts.Length == 1 ? "" : parts[1];
        }

        result.AddError($"--log expects {Word} or {Word}=folder, got '{word}'{Suggestion.Phrase(parts[0], [Word])}");
        return null;
    }
}
