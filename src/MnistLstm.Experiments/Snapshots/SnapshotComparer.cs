using System.Globalization;
using MnistLstm.Engine;
using MnistLstm.Training;

namespace MnistLstm.Experiments.Snapshots;

/// <summary>Compares one result with one accepted entry, bit for bit, and explains what differs.</summary>
/// <param name="accepted">The accepted entry.</param>
/// <param name="spec">The run.</param>
internal sealed class SnapshotComparer(SnapshotEntry accepted, RunSpec spec)
{
    private const string Label = "spec changed      ";
    private static readonly string Indent = new(' ', Label.Length);

    /// <summary>Compares all epochs of a whole run, or the first ones of a run that was not trained to its end.</summary>
    /// <param name="epochs">The epochs trained, from the first.</param>
    public SnapshotComparison Compare(IReadOnlyList<EpochMetrics> epochs)
    {
        bool otherLength = accepted.Epochs.Count != spec.Epochs;
        EpochDifference? difference = EpochDifference.First(accepted.Epochs, epochs, unevaluatedMatches: otherLength);

        // The first epochs alone cannot vouch for a changed spec: fewer test samples, say, show at the end only.
        List<SpecChange> changes = [.. SpecChange.Between(accepted.Spec, spec)];
        bool specVouched = epochs.Count == spec.Epochs || changes.Count == 0;
        if (difference is null && !otherLength && specVouched && accepted.Fault is null)
        {
            return new SnapshotComparison(SnapshotOutcome.Equal, []);
        }

        List<string> lines = [];
        if (accepted.Fault is { } fault)
        {
            lines.Add(fault);
        }

        lines.AddRange(SpecLines(changes, difference, Math.Min(accepted.Epochs.Count, epochs.Count)));
        if (accepted.Engine != EngineVersion.Name)
        {
            lines.Add($"engine changed    {accepted.Engine} -> {EngineVersion.Name}");
        }

        lines.AddRange(difference?.Lines() ?? []);
        lines.AddRange(FinalLines(epochs));
        lines.AddRange(Remedies(epochs.Count == spec.Epochs));
        if (difference is not null && changes.Count == 0 && accepted.Engine == EngineVersion.Name)
        {
            // Where spec or engine changed, the cause is known and there is nothing to look for.
            lines.Add($"where?     dotnet run -- bisect {ShellName(spec.Name)}");
        }

        return new SnapshotComparison(SnapshotOutcome.NotEqual, lines);
    }

    private IEnumerable<string> SpecLines(IReadOnlyList<SpecChange> changes, EpochDifference? difference, int common)
    {
        if (changes.Count > 0)
        {
            return changes.Select((change, i) => (i == 0 ? Label : Indent) + change + Tail(change, difference is null ? common : null));
        }

        if (difference is null || accepted.Engine != EngineVersion.Name)
        {
            return [];
        }

        const string Unchanged = "spec unchanged    other code, or another machine, gave other numbers";
        return spec.Hooks is { } hooks ? [Unchanged, $"hooks             {string.Join(", ", hooks.Files)}: part of that code"] : [Unchanged];
    }

    private static string Tail(SpecChange change, int? equalEpochs) =>
        change.Key == "epochs" && equalEpochs is { } n ? string.Create(CultureInfo.InvariantCulture, $", first {n} equal") : "";

    private IEnumerable<string> FinalLines(IReadOnlyList<EpochMetrics> epochs)
    {
        if (epochs.Count != spec.Epochs || Final(accepted.Epochs) is not { } before || Final(epochs) is not { } now)
        {
            yield break;
        }

        string change = before == now ? $"{Percent(now)} (unchanged)" : $"{Percent(before)} -> {Percent(now)} ({(now - before) * 100:+0.00;-0.00;+0.00})";
        yield return "at the end        test_accuracy " + change;
    }

    private IEnumerable<string> Remedies(bool whole)
    {
        string name = ShellName(spec.Name);
        yield return whole
            ? $"intended?  dotnet run -- snapshots accept {name}"
            : $"intended?  dotnet run -- run {name}; dotnet run -- snapshots accept {name}";
        yield return $"not?       git diff {spec.SpecPath}";
    }

    private static double? Final(IReadOnlyList<EpochMetrics> epochs) => epochs.Count == 0 ? null : epochs[^1].TestAccuracy;

    private static string Percent(double fraction) => (fraction * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>A shell takes brackets for a pattern.</summary>
    internal static string ShellName(string runName) => runName.Contains('[', StringComparison.Ordinal) ? $"'{runName}'" : runName;
}
