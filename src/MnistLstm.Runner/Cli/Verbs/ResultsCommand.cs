using System.CommandLine;
using System.IO.Enumeration;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Sweeps;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>results list|prune [name…]</c>: what lies in the results folder, and the removal of what nothing needs.</summary>
internal static class ResultsCommand
{
    public static IReadOnlyList<DocumentedCommand> Create(CommandServices services)
    {
        DocumentedCommand list = List(services);
        DocumentedCommand prune = Prune(services);
        Command command = new("results", "List the stored results, or remove those that nothing needs.") { list.Command, prune.Command };
        const string Examples = """
            Examples:
              dotnet run -- results list
              dotnet run -- results prune --yes

            """;
        return [new DocumentedCommand(command, Examples), list, prune];
    }

    private static DocumentedCommand List(CommandServices services)
    {
        Argument<string[]> words = Names();
        Option<OutputFormat> format = CommonOptions.Format();
        Option<string?> results = CommonOptions.Results();
        Command command = new("list", "Every stored result: its run, fingerprint, size, and what needs it.") { words, format, results };
        command.SetAction(parse =>
        {
            IReadOnlyList<ResultFolder> found = Chosen(services.ResultsIn(parse.GetValue(results)).List(), parse.GetValue(words) ?? []);
            ResultsReport.List(services.Terminal, found, parse.GetValue(format));
            foreach (ResultFolder unclear in found.Where(result => result.Standing == ResultStanding.Unclear || result.Status == "damaged"))
            {
                services.Terminal.Note($"{unclear.Run}, {unclear.Fingerprint}: {unclear.Why}");
            }

            ResultsReport.Sum(services.Terminal, found);
        });
        return new DocumentedCommand(command, """
            Needed: by its spec as it is now; by its snapshot, which has these weights; by a
            longer run, which is not complete and can go on from its state; no, because
            spec, engine or data changed since (older), or the spec is gone.

            Examples:
              dotnet run -- results list
              dotnet run -- results list 'sweeps/*' --format csv

            Next: dotnet run -- results prune shows what can go

            """);
    }

    private static DocumentedCommand Prune(CommandServices services)
    {
        Argument<string[]> words = Names();
        Option<bool> yes = new("--yes") { Description = "Remove the results; without it they are only listed" };
        Option<bool> dryRun = new("--dry-run") { Description = "Only list the results, as without --yes" };
        Option<string?> results = CommonOptions.Results();
        Command command = new("prune", "Remove results that neither a spec nor a snapshot needs.") { words, yes, dryRun, results };
        command.SetAction(parse =>
        {
            if (services.Catalog().Count == 0)
            {
                throw new UsageException("no experiment is built in, so every result would pass for an orphan",
                    "build the program with its experiments, or remove the results folder yourself");
            }

            ResultInventory inventory = services.ResultsIn(parse.GetValue(results));
            ResultFolder[] found = [.. Chosen(inventory.List(), parse.GetValue(words) ?? []).Where(result => result.IsPrunable)];
            bool removes = parse.GetValue(yes) && !parse.GetValue(dryRun);
            return Remove(services, found, removes ? inventory.Remove : null);
        });
        return new DocumentedCommand(command, """
            Results of the specs as they are now, and those with the weights of an accepted
            snapshot, always stay; so do results that another process is computing.

            Examples:
              dotnet run -- results prune
              dotnet run -- results prune --yes

            Next: dotnet run -- results list

            """);
    }

    /// <param name="services">What commands work with.</param>
    /// <param name="found">The results that nothing needs.</param>
    /// <param name="remove">Removes one and says why it stays, if it does; null to list them only.</param>
    private static int Remove(CommandServices services, IReadOnlyList<ResultFolder> found, Func<ResultFolder, string?>? remove)
    {
        int stay = 0;
        long freed = 0;
        foreach (ResultFolder result in found)
        {
            services.Cancellation.ThrowIfCancellationRequested();
            string name = $"{result.Run}, {result.Fingerprint}";
            if (remove?.Invoke(result) is { } reason)
            {
                services.Terminal.Note(new TextPiece("stays: ", Tone.Bad), $"{name}: {reason}");
                stay++;
                continue;
            }

            freed += result.Bytes;
            services.Terminal.Data($"{(remove is null ? "Would remove" : "Removed")} {name} ({Figures.Size(result.Bytes)}): {result.Why}");
        }

        services.Terminal.Note(
            found.Count == 0 ? "every stored result is needed"
            : remove is null ? $"{ResultsReport.Many(found.Count)}, {Figures.Size(freed)}; nothing is removed yet: dotnet run -- results prune --yes"
            : $"{ResultsReport.Many(found.Count - stay)} removed, {Figures.Size(freed)}");
        return stay == 0 ? ExitCode.Success : ExitCode.Failed;
    }

    private static Argument<string[]> Names() =>
        CommonOptions.Words("name", "Names, folders of names or globs (default: all); specs may be gone", ArgumentArity.ZeroOrMore);

    /// <summary>The results whose run is named, lies below a named folder or matches a pattern. The catalog does not know the runs of specs that are
    /// gone.</summary>
    private static IReadOnlyList<ResultFolder> Chosen(IReadOnlyList<ResultFolder> all, IReadOnlyList<string> words)
    {
        foreach (string word in words.Where(word => !all.Any(result => Means(word, result.Run))))
        {
            throw new UsageException($"no stored result is of '{word}'", "dotnet run -- results list shows them all");
        }

        return words.Count == 0 ? all : [.. all.Where(result => words.Any(word => Means(word, result.Run)))];
    }

    private static bool Means(string word, string run)
    {
        string name = word.TrimEnd('/');
        name = name.StartsWith("experiments/", StringComparison.Ordinal) ? name["experiments/".Length..] : name;
        name = name.EndsWith(".yaml", StringComparison.Ordinal) ? name[..^".yaml".Length] : name;
        return run == name
            || run.StartsWith(name + "/", StringComparison.Ordinal)
            || run.StartsWith(name + "[", StringComparison.Ordinal)
            || (name.Contains('*', StringComparison.Ordinal) && FileSystemName.MatchesSimpleExpression(name, run, ignoreCase: false));
    }
}
