using System.CommandLine;
using System.CommandLine.Completions;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Completion;

namespace MnistLstm.Runner.Cli;

/// <summary>Tells the command line's <c>[suggest]</c> directive, which the shells' scripts ask, what may stand where.</summary>
internal static class CommandCompletions
{
    /// <summary>Adds the words to all commands below one. An argument takes runs unless its command is among those that do not.</summary>
    public static void AddTo(Command command, CommandServices services)
    {
        foreach (Command verb in command.Subcommands)
        {
            AddTo(verb, services);
            foreach (Argument argument in verb.Arguments)
            {
                switch (verb.Name, command.Name)
                {
                    case ("new", _):
                    case ("verify", not "data"):
                    case ("predict", _) when argument.Name == "file":
                        break;
                    case ("completion", _):
                        argument.CompletionSources.Add([.. CompletionScript.Shells]);
                        break;
                    case ("add", "data"):
                        break;
                    case (_, "data"):
                        argument.CompletionSources.Add(_ => services.Datasets().Select(set => new CompletionItem(set.Name)));
                        break;
                    default:
                        argument.CompletionSources.Add(context => RunCandidates.For(services.Catalog(), context.WordToComplete));
                        break;
                }
            }

            foreach (Option option in verb.Options)
            {
                AddTo(option, services);
            }
        }
    }

    private static void AddTo(Option option, CommandServices services)
    {
        if (option.Name == "--format")
        {
            // The library would offer the enumeration's names.
            option.CompletionSources.Clear();
            option.CompletionSources.Add([.. CommonOptions.Formats]);
        }
        else if (option.Name == "--from")
        {
            option.CompletionSources.Add(_ => RunCandidates.Experiments(services.Catalog()));
        }
    }
}
