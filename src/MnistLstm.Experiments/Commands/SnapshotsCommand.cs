using System.CommandLine;
using MnistLstm.Experiments.Reports;

namespace MnistLstm.Experiments.Commands;

/// <summary><c>snapshots review|accept|reject [name…]</c>: the decisions about numbers that are new or differ.</summary>
internal static class SnapshotsCommand
{
    public static IReadOnlyList<DocumentedCommand> Create(CommandServices services)
    {
        DocumentedCommand review = Review(services);
        DocumentedCommand accept = Accept(services);
        DocumentedCommand reject = Reject(services);
        Command command = new("snapshots", "Review, accept or reject numbers that are new or differ from their snapshots.") { review.Command, accept.Command, reject.Command };
        const string Examples = """

            Snapshots lie in experiments/snapshots; they are committed, and dotnet test checks them.

            Examples:
              dotnet run -- snapshots review
              dotnet run -- snapshots accept my-idea

            """;
        return [new DocumentedCommand(command, Examples), review, accept, reject];
    }

    private static DocumentedCommand Review(CommandServices services)
    {
        Argument<string[]> words = CommonOptions.Words("name", "Names, files, folders or globs (default: all that is pending)", ArgumentArity.ZeroOrMore);
        Option<string?> results = CommonOptions.Results();
        Command command = new("review", "Show what waits for a decision, with the difference.") { words, results };
        command.SetAction(parse =>
        {
            PendingSnapshots pending = new(services, parse.GetValue(results));
            IReadOnlyList<PendingSnapshot> found = pending.Find(parse.GetValue(words) ?? []);
            foreach (PendingSnapshot item in found)
            {
                services.Terminal.Data(item.Name, "  ", new TextPiece(item.State, Tone.Notice));
                foreach (string line in item.Lines)
                {
                    services.Terminal.Data("  ", line);
                }
            }

            services.Terminal.Note(found.Count == 0 ? "nothing is pending" : $"{found.Count} pending; accept or reject: dotnet run -- snapshots accept|reject <name>");
        });
        return new DocumentedCommand(command, """

            Example:
              dotnet run -- snapshots review

            Next: dotnet run -- snapshots accept <name>, or reject <name>

            """);
    }

    private static DocumentedCommand Accept(CommandServices services)
    {
        (Argument<string[]> words, Option<bool> all) = NamesOrAll();
        Option<string?> results = CommonOptions.Results();
        Command command = new("accept", "Make the results of runs their snapshots.") { words, all, results };
        command.SetAction(parse =>
        {
            PendingSnapshots pending = new(services, parse.GetValue(results));
            foreach (AcceptedSnapshot accepted in pending.Accept(Chosen("accept", parse.GetValue(words) ?? [], parse.GetValue(all), pending)))
            {
                SnapshotReport.Accepted(services.Terminal, accepted);
            }
        });
        return new DocumentedCommand(command, """

            Names are asked for, so that no guarded number is replaced by accident; --all takes
            everything that snapshots review shows.

            Examples:
              dotnet run -- snapshots accept my-idea
              dotnet run -- snapshots accept --all

            Next: git add experiments/snapshots, and commit

            """);
    }

    private static DocumentedCommand Reject(CommandServices services)
    {
        (Argument<string[]> words, Option<bool> all) = NamesOrAll();
        Option<string?> results = CommonOptions.Results();
        Command command = new("reject", "Remove what was received; the accepted snapshots stay.") { words, all, results };
        command.SetAction(parse =>
        {
            PendingSnapshots pending = new(services, parse.GetValue(results));
            foreach (string path in pending.Reject(Chosen("reject", parse.GetValue(words) ?? [], parse.GetValue(all), pending)))
            {
                services.Terminal.Data($"Removed {path}.");
            }
        });
        return new DocumentedCommand(command, """

            Example:
              dotnet run -- snapshots reject my-idea

            Next: git diff experiments/ shows what was changed

            """);
    }

    private static (Argument<string[]> Words, Option<bool> All) NamesOrAll() =>
        (CommonOptions.Words("name", "Names, files, folders or globs", ArgumentArity.ZeroOrMore), new Option<bool>("--all") { Description = "Everything that is pending" });

    /// <summary>The experiments meant: by words, or all pending with --all; exactly one of the two.</summary>
    private static IReadOnlyList<string> Chosen(string verb, IReadOnlyList<string> words, bool all, PendingSnapshots pending)
    {
        if (all == words.Count > 0)
        {
            string[] names = [.. pending.Find([]).Select(item => item.Experiment).Distinct()];
            throw new UsageException(
                all ? $"give names or --all, not both" : $"name what to {verb}, or say --all",
                names.Length == 0 ? "nothing is pending" : "pending: " + string.Join(", ", names));
        }

        return words;
    }
}
