using System.CommandLine;
using System.CommandLine.Parsing;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Cli;

/// <summary>Says what is wrong with a command line: each fault with the nearest valid word, then where to read on. Standard error only.</summary>
internal static class ParseErrors
{
    public static void Print(Terminal terminal, ParseResult parse)
    {
        foreach (string message in Messages(parse))
        {
            terminal.NoteSentence(new TextPiece("error: ", Tone.Bad), message);
        }

        terminal.Note($"help:  dotnet run -- {Path(parse.CommandResult)}--help");
    }

    /// <summary>True for <c>plot --help</c>: the parser would show the help of what stands above, as if it were that of <c>plot</c>.</summary>
    public static bool AsksHelpForNoCommand(ParseResult parse) =>
        parse.Action is ExampleHelp && parse.CommandResult.Command.Subcommands.Count > 0 && parse.UnmatchedTokens.Count > 0;

    private static IEnumerable<string> Messages(ParseResult parse)
    {
        Command command = parse.CommandResult.Command;
        if (parse.UnmatchedTokens.Count > 0)
        {
            // The parser's own words for these ("required command was not provided") only distract.
            return [Unmatched(command, parse.UnmatchedTokens[0])];
        }

        bool lacksVerb = command.Subcommands.Count > 0 && command.Action is null;
        return lacksVerb
            ? [$"'{command.Name}' needs one of: {string.Join(", ", command.Subcommands.Select(c => c.Name))}"]
            : parse.Errors.Select(error => error.Message.TrimEnd('.')).Distinct();
    }

    private static string Unmatched(Command command, string word)
    {
        if (word.StartsWith('-'))
        {
            return $"unknown option '{word}'{Suggestion.Phrase(word, command.Options.Select(option => option.Name).Append("--help"))}";
        }

        return command.Subcommands.Count > 0
            ? $"unknown command '{word}'{Suggestion.Phrase(word, command.Subcommands.Select(c => c.Name))}"
            : $"'{command.Name}' has no use for '{word}'";
    }

    private static string Path(CommandResult result) =>
        result.Parent is CommandResult parent ? Path(parent) + result.Command.Name + " " : "";
}
