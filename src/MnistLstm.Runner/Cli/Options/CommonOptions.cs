using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Cli.Options;

/// <summary>Options and arguments that several commands share, with errors that name the nearest word.</summary>
internal static class CommonOptions
{
    /// <summary>How rows can be printed, in the order of <see cref="OutputFormat"/>.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["table", "json", "csv", "md"];

    /// <summary>The most threads, of a run or of all runs side by side: more is a slip of the keyboard.</summary>
    public const int MostThreads = 1024;

    private const string FolderWord = "folder";

    public static Option<OutputFormat> Format() => new("--format")
    {
        Description = "table, json, csv or md (default: table)",
        HelpName = "format",
        CustomParser = ParseFormat,
    };

    public static Option<string?> Results() => Folder("--results", "Folder of the results (default: results/)");

    public static Option<string?> Data() => Folder("--data", "The only folder to look for data sets in (default: $MNIST_LSTM_DATA, else the usual places)");

    public static Option<int?> Threads(string description = "Threads within a run (default: all processors); results never depend on it") =>
        Count("--threads", description, MostThreads);

    /// <summary>The word of an engine; null when nothing is said.</summary>
    public static Option<string?> Engine(string description) => new("--engine")
    {
        Description = description,
        HelpName = "engine",
        CustomParser = result => ParseWord(result, "--engine", RunEngines.Words),
    };

    /// <summary>A whole number from 1 to <paramref name="most"/>.</summary>
    public static Option<int?> Count(string name, string description, int most) => new(name)
    {
        Description = description,
        HelpName = "N",
        CustomParser = result => ParseCount(result, name, most),
    };

    /// <summary>Names, files, folders or globs.</summary>
    public static Argument<string[]> Words(string name, string description, ArgumentArity arity)
    {
        Argument<string[]> argument = new(name) { Description = description, Arity = arity, HelpName = name };
        argument.Validators.Add(result => RejectOptions(result, result.Tokens));
        argument.Validators.Add(result => RejectNothing(result, result.Tokens, name));
        return argument;
    }

    /// <summary>One name or file.</summary>
    public static Argument<string> Word(string name, string description)
    {
        Argument<string> argument = new(name) { Description = description, HelpName = name };
        argument.Validators.Add(result => RejectOptions(result, result.Tokens));
        argument.Validators.Add(result => RejectNothing(result, result.Tokens, name));
        return argument;
    }

    private static Option<string?> Folder(string name, string description) => Path(name, description, FolderWord);

    /// <summary>A file or folder.</summary>
    public static Option<string?> Path(string name, string description, string helpName, params string[] aliases)
    {
        Option<string?> option = new(name, aliases) { Description = description, HelpName = helpName };
        option.Validators.Add(result => RejectOptions(result, result.Tokens));
        option.Validators.Add(result =>
        {
            if (result.Tokens.Any(token => token.Value.Length == 0))
            {
                result.AddError($"{name} expects a {helpName}, got nothing");
            }

            if (helpName == FolderWord && result.Tokens.Select(token => FileInTheWay(token.Value)).FirstOrDefault(file => file is not null) is { } fault)
            {
                result.AddError($"{name} expects a folder, and {fault}");
            }
        });
        return option;
    }

    /// <summary>What a command needs behind it to mean the runs and results that this one means; all runs where it names none.</summary>
    public static string Selection(ParseResult parse, Argument<string[]> words, Option<string?> results) =>
        string.Join(' ', (parse.GetValue(words) ?? []).DefaultIfEmpty(SpecPaths.Folder + "/").Select(ShellText.Quote))
            + ShellText.Option("--results", parse.GetValue(results));

    /// <summary>Says that a path, or a folder on the way to it, is a file; null when nothing is in the way.</summary>
    internal static string? FileInTheWay(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            return null;
        }

        for (string? at = System.IO.Path.GetFullPath(path); at is not null; at = System.IO.Path.GetDirectoryName(at))
        {
            PathKind kind = PathKinds.Of(at);
            if (kind is PathKind.File or PathKind.Device)
            {
                return at == System.IO.Path.GetFullPath(path) ? $"'{path}' is a file" : $"'{at}' on the way to '{path}' is a file";
            }

            if (kind == PathKind.Folder)
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>A mistyped option would pass for a name or a folder otherwise.</summary>
    private static void RejectOptions(SymbolResult result, IReadOnlyList<Token> tokens)
    {
        foreach (Token token in tokens.Where(token => token.Value.StartsWith('-')))
        {
            result.AddError($"unknown option '{token.Value}'{Suggestion.Phrase(token.Value, OptionNames(result))}");
        }
    }

    /// <summary>A variable of a script that is not set would pass for the current folder, which holds all experiments.</summary>
    private static void RejectNothing(SymbolResult result, IReadOnlyList<Token> tokens, string name)
    {
        if (tokens.Any(token => string.IsNullOrWhiteSpace(token.Value)))
        {
            result.AddError($"<{name}> expects a word, got nothing");
        }
    }

    private static IEnumerable<string> OptionNames(SymbolResult result)
    {
        for (SymbolResult? at = result; at is not null; at = at.Parent)
        {
            if (at is CommandResult command)
            {
                return command.Command.Options.Where(option => !option.Hidden).Select(option => option.Name).Append("--help");
            }
        }

        return [];
    }

    private static OutputFormat ParseFormat(ArgumentResult result)
    {
        string word = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        int index = Formats.ToList().IndexOf(word);
        if (index < 0)
        {
            result.AddError($"--format expects table, json, csv or md, got '{word}'{Suggestion.Phrase(word, Formats)}");
        }

        return (OutputFormat)Math.Max(0, index);
    }

    /// <summary>One of some words.</summary>
    public static string? ParseWord(ArgumentResult result, string name, IReadOnlyList<string> words)
    {
        string word = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (words.Contains(word))
        {
            return word;
        }

        result.AddError($"{name} expects {string.Join(" or ", words)}, got '{word}'{Suggestion.Phrase(word, words)}");
        return null;
    }

    private static int? ParseCount(ArgumentResult result, string name, int most)
    {
        string word = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && count >= 1 && count <= most)
        {
            return count;
        }

        result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name} expects a whole number from 1 to {most}, got '{word}'"));
        return null;
    }
}
