using System.CommandLine;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Reports.Views;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Training;

namespace MnistLstm.Runner.Cli.Verbs;

/// <summary><c>snapshots review|accept|reject [name…]</c>: the decisions about numbers that are new or differ.</summary>
internal static class SnapshotsCommand
{
    private const string AcceptVerb = "accept";

    public static IReadOnlyList<DocumentedCommand> Create(CommandServices services)
    {
        DocumentedCommand review = Review(services);
        DocumentedCommand accept = Accept(services);
        DocumentedCommand reject = Reject(services);
        Command command = new("snapshots", "Review, accept or reject numbers that are new or differ from their snapshots.") { review.Command, accept.Command,
            reject.Command };
        const string Examples = """
            Snapshots are in experiments/snapshots. Commit them; dotnet test checks them.

            Examples:
              dotnet run -- snapshots review
              dotnet run -- snapshots accept my-idea

            """;
        return [new DocumentedCommand(command, Examples), review, accept, reject];
    }

    private static DocumentedCommand Review(CommandServices services)
    {
        Argument<string[]> words = CommonOptions.Words("name", "Names, files, folders or globs (default: everything pending)", ArgumentArity.ZeroOrMore);
        Option<string?> results = CommonOptions.Results();
        Option<string?> engine = CommonOptions.Engine("Only this engine's (default: those of all engines of this build)");
        Command command = new("review", "Show what waits for a decision, with the difference.") { words, engine, results };
        command.SetAction(parse =>
        {
            IReadOnlyList<RunEngine> engines = parse.GetValue(engine) is { } word ? [services.Engine(word, null)] : Engines(services);
            HashSet<string> wanted = [.. services.Select(parse.GetValue(words) ?? []).Select(run => run.Spec.Name)];
            int count = 0;
            bool received = false;
            foreach (RunEngine of in engines)
            {
                PendingSnapshot[] pending = [.. services.SnapshotsOf(parse.GetValue(results), of).Pending().Where(item => wanted.Contains(item.Spec.Name))];
                SnapshotReport.Pending(services.Terminal, pending, of.Word == ExactEngine.Name ? "" : $" ({of.Version})");
                count += pending.Length;
                received |= pending.Any(item => item.Comparison.Outcome != SnapshotOutcome.New);
            }

            foreach (SnapshotOrphan orphan in services.Orphans(parse.GetValue(results)))
            {
                services.Terminal.Note(orphan.ToString());
            }

            services.Terminal.Note(
                count == 0 ? "nothing is pending" : $"{count} pending; decide: dotnet run -- snapshots accept <name>{(received ? ", or reject <name>" : "")}");
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
        Option<string?> engine = CommonOptions.Engine("Accept the results of exact or torchsharp (default: exact)");
        Command command = new("accept", "Accept the results of runs: they become the snapshots.") { words, all, engine, results };
        command.SetAction(parse =>
        {
            if (services.Ci)
            {
                throw new UsageException("with CI=true nothing is written below experiments/", "accept where the change is made, and commit the file");
            }

            ISnapshotReview snapshots = services.SnapshotsOf(parse.GetValue(results), services.Engine(parse.GetValue(engine), null));
            IReadOnlyList<RunSpec> chosen = Chosen(services, AcceptVerb, parse.GetValue(words) ?? [], parse.GetValue(all), snapshots);
            IReadOnlyList<AcceptedSnapshot> experiments = snapshots.Accept(chosen, owner => Waiting(services, owner), services.Cancellation);
            foreach (AcceptedSnapshot accepted in experiments)
            {
                SnapshotReport.Accepted(services.Terminal, accepted);
            }

            return services.Cancellation.IsCancellationRequested && experiments.Any(accepted => accepted.Fault is not null) ? ExitCode.Interrupted
                : experiments.All(accepted => accepted is { WithoutResult.Count: 0, Fault: null }) ? ExitCode.Success
                : ExitCode.Failed;
        });
        return new DocumentedCommand(command, """
            You must give names, so that no guarded number is replaced by accident; --all
            accepts everything that is new or changed. A number that is NOT EQUAL must be
            named: its spec and hooks are as accepted, but the number is not.

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
        Option<string?> engine = CommonOptions.Engine("Reject the results of exact or torchsharp (default: exact)");
        Command command = new("reject", "Remove received numbers; the accepted snapshots stay.") { words, all, engine, results };
        command.SetAction(parse =>
        {
            ISnapshotReview snapshots = services.SnapshotsOf(parse.GetValue(results), services.Engine(parse.GetValue(engine), null));
            IReadOnlyList<RunSpec> chosen = Chosen(services, "reject", parse.GetValue(words) ?? [], parse.GetValue(all), snapshots);
            RejectedRuns rejected = snapshots.Reject(chosen, owner => Waiting(services, owner), services.Cancellation);
            SnapshotReport.Rejected(services.Terminal, chosen, rejected, snapshots.Pending());
            return rejected.Faults.Count == 0 ? ExitCode.Success
                : services.Cancellation.IsCancellationRequested ? ExitCode.Interrupted
                : ExitCode.Failed;
        });
        return new DocumentedCommand(command, """
            Example:
              dotnet run -- snapshots reject my-idea

            Next: git diff experiments/ shows what was changed

            """);
    }

    private static void Waiting(CommandServices services, RunOwner? owner) =>
        services.Terminal.Note($"waiting for {(owner is null ? "another process" : owner.ToString())}, which is writing snapshots; Ctrl-C ends the waiting");

    private static IReadOnlyList<RunEngine> Engines(
        CommandServices services) => [.. RunEngines.Words.Select(word => services.FindEngine(word, null)).OfType<RunEngine>()];

    private static (Argument<string[]> Words, Option<bool> All) NamesOrAll() =>
        (CommonOptions.Words("name", "Names, files, folders or globs", ArgumentArity.ZeroOrMore), new Option<bool>(
            "--all") { Description = "Everything pending; accept takes a NOT EQUAL number only by its name" });

    /// <summary>The runs meant: those of the words, or with --all those pending; exactly one of the two must be said.</summary>
    private static IReadOnlyList<RunSpec> Chosen(CommandServices services, string verb, IReadOnlyList<string> words, bool all, ISnapshotReview snapshots)
    {
        if (all == words.Count > 0)
        {
            string[] names = [.. snapshots.Pending().Select(item => item.Spec.Experiment).Distinct()];
            throw new UsageException(
                all ? "give names or --all, not both" : $"name what to {verb}, or say --all",
                names.Length == 0 ? "nothing is pending" : "pending: " + string.Join(", ", names));
        }

        return all ? OfAll(services, verb, snapshots.Pending()) : [.. services.Select(words).Select(run => run.Spec)];
    }

    /// <summary>A number that changed for no known reason is not accepted along with forty others.</summary>
    private static IReadOnlyList<RunSpec> OfAll(CommandServices services, string verb, IReadOnlyList<PendingSnapshot> pending)
    {
        PendingSnapshot[] alarms = verb == AcceptVerb ? [.. pending.Where(item => item.Comparison.Outcome == SnapshotOutcome.NotEqual)] : [];
        if (alarms.Length > 0)
        {
            services.Terminal.Note(
                $"{alarms.Length} NOT EQUAL left as {(alarms.Length == 1 ? "it is" : "they are")}; look: dotnet run -- snapshots review; accept by "
                    + $"name: {string.Join(' ', alarms.Select(item => ShellText.Quote(item.Spec.Name)))}");
        }

        return [.. pending.Except(alarms).Select(item => item.Spec)];
    }
}
