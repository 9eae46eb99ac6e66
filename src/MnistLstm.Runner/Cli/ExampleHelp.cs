using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using MnistLstm.Runner.Sweeps;

namespace MnistLstm.Runner.Cli;

/// <summary>The library's help followed by examples and what comes next.</summary>
/// <param name="inner">The library's help.</param>
/// <param name="examples">Per command: lines to add, written as they are.</param>
internal sealed class ExampleHelp(HelpAction inner, IReadOnlyDictionary<Command, string> examples) : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override bool ClearsParseErrors => true;

    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        inner.Invoke(parseResult);
        if (examples.TryGetValue(parseResult.CommandResult.Command, out string? lines))
        {
            parseResult.InvocationConfiguration.Output.Write(lines);
        }

        return ExitCode.Success;
    }
}
