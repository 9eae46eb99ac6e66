using System.CommandLine;
using MnistLstm.Experiments.Generated;
using MnistLstm.Runner.Cli;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Sweeps;

namespace MnistLstm.Experiments.Tests.App;

/// <summary>What the pages tell a reader to type, typed: every command is one, and those that only look, or write a spec, are run.</summary>
public sealed class DocumentedCommandTests : IDisposable
{
    private static readonly HashSet<string> s_run = ["list", "show", "compare", "new", "sweep", "results", "completion"];
    private readonly AppProcess _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public void Each_has_the_words_and_options_that_the_program_knows()
    {
        Terminal terminal = new(TextWriter.Null, TextWriter.Null);
        using Interruption interruption = new(terminal);
        RootCommand root = CommandTree.Create(ProcessServices.Create(
            terminal, () => ExperimentCatalog.Runs, () => ExperimentCatalog.Datasets, new RunEngines(null), interruption));
        Assert.True(DocumentedCommand.All.Count >= 16, $"only {DocumentedCommand.All.Count} were found");
        Assert.All(DocumentedCommand.All, command => Assert.Empty(root.Parse([.. command.Words]).Errors.Select(error => $"{command}: {error.Message}")));
    }

    [Fact]
    public void Those_that_look_or_write_a_spec_end_well()
    {
        HashSet<string> made = [];
        HashSet<string> toCome = [.. DocumentedCommand.All.Where(command => command.Words[0] == "new").Select(command => command.Words[1])];
        foreach (DocumentedCommand command in DocumentedCommand.All.Where(command => s_run.Contains(command.Words[0]))
            .DistinctBy(command => string.Join(' ', command.Words)).OrderBy(command => command.Words[0] == "new"))
        {
            // A spec that a page has you write, or copy there, is not built in here.
            if (command.Words[0] != "new"
                && command.Words.Skip(1)
                    .Any(word => word.Contains("studies", StringComparison.Ordinal) || toCome.Any(name => word == name || word == $"experiments/{name}.yaml")))
            {
                continue;
            }

            if (command.Words[0] == "new" && !made.Add(command.Words[1]))
            {
                continue;
            }

            string[] dry = command.Words[0] == "sweep" && !command.Words.Contains("--dry-run") ? ["--dry-run"] : [];
            (int exitCode, _, string error) = _app.Run([.. command.Words, .. dry]);

            // The copy has no data but the embedded digits; what a command says then is right, too.
            bool lacksData = exitCode == ExitCode.DataUnavailable && error.Contains("the data set is missing", StringComparison.Ordinal);
            Assert.True(exitCode == 0 || lacksData, $"{command} ended with {exitCode}: {error}");
        }

        Assert.Contains("my-idea", made);
    }
}
