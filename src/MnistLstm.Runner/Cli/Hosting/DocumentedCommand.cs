using System.CommandLine;

namespace MnistLstm.Runner.Cli.Hosting;

/// <summary>A command with what its help teaches beyond its options.</summary>
/// <param name="Command">The command.</param>
/// <param name="Examples">Lines that follow the options in --help: examples, then what comes next; ended by \n.</param>
internal sealed record DocumentedCommand(Command Command, string Examples);
