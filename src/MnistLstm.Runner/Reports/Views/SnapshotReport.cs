using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Snapshots;

namespace MnistLstm.Runner.Reports.Views;

/// <summary>What the snapshots commands print.</summary>
internal static class SnapshotReport
{
    /// <summary>A pending run with its difference.</summary>
    /// <param name="terminal">Where to.</param>
    /// <param name="item">The run.</param>
    /// <param name="engine">What is said of the engine behind the name.</param>
    public static void Pending(Terminal terminal, PendingSnapshot item, string engine = "")
    {
        bool differs = item.Comparison.Outcome == SnapshotOutcome.NotEqual;
        terminal.Data(item.Spec.Name + engine, "  ", differs ? new TextPiece("NOT EQUAL", Tone.Bad) : new TextPiece("NEW: nothing guards this number yet", Tone.Notice));
        foreach (string line in item.Comparison.Explanation)
        {
            terminal.Data("  ", line);
        }
    }

    /// <summary>What accepting did to one experiment's snapshots.</summary>
    public static void Accepted(Terminal terminal, AcceptedSnapshot accepted)
    {
        if (accepted.Written)
        {
            string runs = accepted.Accepted.Count > 1 ? $"{accepted.Accepted.Count} runs, " : "";
            terminal.Data($"Wrote {accepted.File} ({runs}{accepted.Epochs} {(accepted.Epochs == 1 ? "epoch" : "epochs")}). Commit it.");
        }
        else if (accepted is { WithoutResult.Count: 0, Fault: null })
        {
            terminal.Data($"{accepted.File} holds these numbers already; nothing to write.");
        }

        foreach (string name in accepted.Removed)
        {
            terminal.Data($"  removed {name}: its spec is gone");
        }

        if (accepted.Fault is { } fault)
        {
            terminal.Note(new TextPiece(accepted.Written ? "written, but: " : "not accepted: ", Tone.Bad), fault);
        }

        foreach (string reason in accepted.WithoutResult)
        {
            terminal.Note(new TextPiece("not accepted: ", Tone.Bad), reason);
        }
    }
}
