using System.CommandLine;
using System.CommandLine.Invocation;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;

namespace MnistLstm.Runner.Cli;

/// <summary>Runs a command line and turns what can go wrong into messages and exit codes.</summary>
internal static class CommandLine
{
    private const int MostNames = 5;

    public static int Run(IReadOnlyList<string> arguments, CommandServices services)
    {
        Terminal terminal = services.Terminal;
        RootCommand root = CommandTree.Create(services);
        InvocationConfiguration invocation = new()
        {
            Output = terminal.Output,
            Error = terminal.Error,
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            if (arguments.Count == 0)
            {
                // No command is a usage error, and nothing teaches better than the help; but data belongs on standard output, and this is none.
                root.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = terminal.Error, Error = terminal.Error });
                return ExitCode.Usage;
            }

            // Names may begin with @ only by mistake; they are not response files.
            ParseResult parse = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parse.Action is ParseErrorAction || ParseErrors.AsksHelpForNoCommand(parse))
            {
                ParseErrors.Print(terminal, parse);
                return ExitCode.Usage;
            }

            return LeftOut(services, parse.Invoke(invocation));
        }
        catch (UsageException error)
        {
            terminal.NoteSentence(new TextPiece("error: ", Tone.Bad), error.Message);
            foreach (string line in error.Help)
            {
                terminal.NoteSentence("help:  ", line);
            }

            return ExitCode.Usage;
        }
        catch (OperationCanceledException) when (services.Cancellation.IsCancellationRequested)
        {
            terminal.Note("interrupted");
            return ExitCode.Interrupted;
        }
        catch (Exception error)
        {
            terminal.NoteSentence(new TextPiece("error: ", Tone.Bad), services.Debug ? error.ToString() : OneLine(error));
            return ExitCode.Failed;
        }
    }

    /// <summary>Specs that were meant and are not built in are a fault of the whole, said last, whatever the others came to.</summary>
    private static int LeftOut(CommandServices services, int exitCode)
    {
        if (services.NotBuiltIn.Count == 0 || exitCode is ExitCode.Usage or ExitCode.Interrupted)
        {
            return exitCode;
        }

        int more = services.NotBuiltIn.Count - MostNames;
        string names = string.Join(", ", services.NotBuiltIn.Take(MostNames)) + (more > 0 ? $" and {more} more" : "");
        services.Terminal.Note(new TextPiece("error: ", Tone.Bad), $"not built in, so left out here: {names}");
        services.Terminal.Note("help:  ", $"dotnet build {BuiltProgram.Project} builds them in, or says what is wrong with them");
        return ExitCode.Failed;
    }

    /// <summary>Messages of the project's own exceptions explain themselves; others need their kind to be understood.</summary>
    private static string OneLine(Exception error)
    {
        string message = error.Message.ReplaceLineEndings(" ").Trim();
        bool own = error.GetType().Namespace?.StartsWith("MnistLstm", StringComparison.Ordinal) == true;
        return own || error is IOException or UnauthorizedAccessException ? message : $"{message} ({error.GetType().Name}; MNIST_LSTM_DEBUG=1 shows where)";
    }
}
