using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Review;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What the snapshots commands print.</summary>
internal static class SnapshotReport
{
    // Fewer than this many changes of a kind are shown each with its difference.
    private const int FewChanges = 4;

    /// <summary>The pending runs: those that are not equal each with its difference; many that changed alike, and all that are new, in a line.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="items">The runs.</param>
    /// <param name="engine">What is said of the engine behind a name.</param>
    public static void Pending(Terminal terminal, IReadOnlyList<PendingSnapshot> items, string engine = "")
    {
        foreach (PendingSnapshot item in items.Where(item => item.Comparison.Outcome == SnapshotOutcome.NotEqual))
        {
            WithDifference(terminal, item, new TextPiece("NOT EQUAL", Tone.Bad), engine);
        }

        foreach (IGrouping<(string, string?), PendingSnapshot> change in items
            .Where(item => item.Comparison.Outcome == SnapshotOutcome.Changed).GroupBy(item => (item.Spec.Experiment, item.Comparison.Reason)))
        {
            if (change.Count() < FewChanges)
            {
                foreach (PendingSnapshot item in change)
                {
                    WithDifference(terminal, item, new TextPiece("changed", Tone.Notice), engine);
                }
            }
            else
            {
                terminal.Data($"{change.Key.Item1}{engine}  ", new TextPiece($"{change.Count()} changed: {change.Key.Item2}", Tone.Notice));
            }
        }

        foreach (IGrouping<string, PendingSnapshot> fresh in items.Where(item => item.Comparison.Outcome == SnapshotOutcome.New)
            .GroupBy(item => item.Spec.Experiment))
        {
            string text = fresh.Count() == 1 ? "NEW: nothing guards this number yet" : $"{fresh.Count()} NEW: nothing guards these numbers yet";
            terminal.Data((fresh.Count() == 1 ? fresh.First().Spec.Name : fresh.Key) + engine, "  ", new TextPiece(text, Tone.Notice));
        }

        foreach (PendingSnapshot item in items.Where(item => item.Diverged is not null))
        {
            terminal.NoteSentence($"{item.Spec.Name}{engine}: {item.Diverged}");
        }
    }

    private static void WithDifference(Terminal terminal, PendingSnapshot item, TextPiece state, string engine)
    {
        terminal.Data(item.Spec.Name + engine, "  ", state);
        foreach (string line in item.Comparison.Explanation)
        {
            terminal.Data("  ", line);
        }
    }

    /// <summary>What was dropped; and what goes on waiting all the same, since a result is stored that would be received again.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="chosen">The runs meant.</param>
    /// <param name="rejected">Those of them that something had been received for, and what could not be dropped.</param>
    /// <param name="pending">What waits for a decision now.</param>
    public static void Rejected(Terminal terminal, IReadOnlyList<RunSpec> chosen, RejectedRuns rejected, IReadOnlyList<PendingSnapshot> pending)
    {
        HashSet<string> dropped = [.. rejected.Dropped];
        foreach (RunSpec spec in chosen.Where(spec => dropped.Contains(spec.Name)))
        {
            terminal.Data($"Removed the received numbers of {spec.Name}; its snapshot stays.");
        }

        RunSpec[] others = [.. chosen.Where(spec => !dropped.Contains(spec.Name) && !rejected.Faults.ContainsKey(spec.Experiment))];
        foreach (string name in others.Length < FewChanges ? others.Select(spec => spec.Name) : [$"{others.Length} runs"])
        {
            terminal.Data($"Nothing was received for {name}.");
        }

        foreach (string fault in rejected.Faults.Values)
        {
            terminal.Note(new TextPiece("not removed: ", Tone.Bad), fault);
        }

        HashSet<string> names = [.. chosen.Select(spec => spec.Name)];
        int left = pending.Count(item => names.Contains(item.Spec.Name));
        if (left > 0)
        {
            string results = left == 1 ? "its result is" : "their results are";
            terminal.NoteSentence(
                $"{left} still pending, because {results} stored; accept {(left == 1 ? "it" : "them")}, or change the spec back; until then only "
                    + $"dotnet test fails");
        }
    }

    /// <summary>What accepting did to one experiment's snapshots.</summary>
    public static void Accepted(Terminal terminal, AcceptedSnapshot accepted)
    {
        if (accepted.Written)
        {
            string runs = accepted.Accepted.Count > 1 ? $"{accepted.Accepted.Count} runs, " : "";
            string rows = accepted.CountsSteps switch { false => "epoch", true => "evaluation", null => "epochs and evaluation" };
            terminal.Data($"Wrote {accepted.File} ({runs}{accepted.Epochs} {rows}{(accepted.Epochs == 1 ? "" : "s")}). Commit it.");
        }
        else if (accepted is { WithoutResult.Count: 0, Fault: null })
        {
            terminal.Data($"{accepted.File} has these numbers already; nothing to write.");
        }

        foreach (string name in accepted.Removed)
        {
            terminal.Data($"  removed {name}: its spec is gone");
        }

        foreach ((string name, string note) in accepted.Diverged)
        {
            terminal.NoteSentence($"{name} was accepted although it {note}");
        }

        if (accepted.Fault is { } fault)
        {
            terminal.Note(new TextPiece(accepted.Written ? "written, but: " : "not accepted: ", Tone.Bad), fault);
        }

        foreach (IGrouping<(string, string), UnacceptedRun> alike in accepted.WithoutResult.GroupBy(run => (run.Reason, run.Remedy)))
        {
            string[] lines = alike.Count() < FewChanges
                ? [.. alike.Select(run => run.ToString())]
                : [$"{alike.Count()} runs of {accepted.Experiment}: {alike.Key.Item1}; {alike.Key.Item2}: {alike.First().Command(accepted.Experiment)}"];
            foreach (string line in lines)
            {
                terminal.Note(new TextPiece("not accepted: ", Tone.Bad), line);
            }
        }
    }
}
