using System.Globalization;
using MnistLstm.Runner.Authoring;
using MnistLstm.Runner.Engines;
using MnistLstm.Training;

namespace MnistLstm.Runner.Snapshots;

/// <summary>Compares one result with one accepted entry, bit for bit, or within the tolerance that its file states, and explains what differs.</summary>
/// <param name="accepted">The accepted entry.</param>
/// <param name="spec">The run.</param>
/// <param name="engine">The engine that made the result; null for the exact one.</param>
internal sealed class SnapshotComparer(SnapshotEntry accepted, RunSpec spec, RunEngine? engine = null)
{
    private readonly string _version = (engine ?? ExactEngine.Instance).Version;
    private const string Label = "spec changed      ";
    private static readonly string Indent = new(' ', Label.Length);

    /// <summary>Compares all epochs of a whole run, or the first ones of a run that was not trained to its end.</summary>
    /// <param name="epochs">The epochs trained, from the first.</param>
    public SnapshotComparison Compare(IReadOnlyList<EpochMetrics> epochs)
    {
        bool whole = spec.IsWhole(epochs);
        int length = whole ? epochs.Count : spec.EarlyStoppingPatience > 0 ? accepted.Epochs.Count : spec.Epochs;
        bool otherLength = accepted.Epochs.Count != length;
        EpochDifference? difference = accepted.Tolerance is { } tolerance
            ? EpochDifference.FirstBeyond(tolerance, accepted.Epochs, epochs, unevaluatedMatches: otherLength)
            : EpochDifference.First(accepted.Epochs, epochs, unevaluatedMatches: otherLength);

        // The first epochs alone cannot vouch for a changed spec: fewer test samples, say, show at the end only. Nor can numbers that are merely near.
        List<SpecChange> changes = [.. SpecChange.Between(accepted.Spec, spec)];
        bool specVouched = (whole && accepted.Tolerance is null) || changes.Count == 0;
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
        if (accepted.Engine != _version)
        {
            lines.Add($"engine changed    {accepted.Engine} -> {_version}");
        }

        lines.AddRange(difference?.Lines() ?? []);
        lines.AddRange(FinalLines(epochs));
        lines.AddRange(Remedies(whole));
        if (difference is not null && changes.Count == 0 && accepted.Engine == _version && accepted.Tolerance is null)
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

        if (difference is null || accepted.Engine != _version)
        {
            return [];
        }

        const string Unchanged = "spec unchanged    other code, or another machine, gave other numbers";
        return spec.Hooks is { } hooks ? [Unchanged, $"hooks             {string.Join(", ", hooks.Files)}: part of that code"] : [Unchanged];
    }

    private static string Tail(SpecChange change, int? equalEpochs) =>
        change.Key == SpecKeys.Epochs && equalEpochs is { } n ? string.Create(CultureInfo.InvariantCulture, $", first {n} equal") : "";

    private IEnumerable<string> FinalLines(IReadOnlyList<EpochMetrics> epochs)
    {
        if (!spec.IsWhole(epochs) || accepted.Epochs.Count == 0)
        {
            return [];
        }

        (EpochMetrics before, EpochMetrics now) = (accepted.Epochs[^1], epochs[^1]);
        string?[] changes = [Change("test_accuracy", before.TestAccuracy, now.TestAccuracy), Change("validation_accuracy", before.ValidationAccuracy, now.ValidationAccuracy)];
        return changes.OfType<string>().Select((change, i) => (i == 0 ? "at the end        " : Indent) + change);
    }

    private static string? Change(string metric, double? accepted, double? result) =>
        accepted is not { } before || result is not { } now ? null
        : before == now ? $"{metric} {Percent(now)} (unchanged)"
        : $"{metric} {Percent(before)} -> {Percent(now)} ({((now - before) * 100).ToString("+0.00;-0.00;+0.00", CultureInfo.InvariantCulture)})";

    private IEnumerable<string> Remedies(bool whole)
    {
        string name = ShellName(spec.Name) + RunEngine.OptionOf(_version);
        yield return whole
            ? $"intended?  dotnet run -- snapshots accept {name}"
            : $"intended?  dotnet run -- run {name}; dotnet run -- snapshots accept {name}";
        yield return $"not?       git diff {spec.SpecPath}";
    }

    private static string Percent(double fraction) => (fraction * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %";

    /// <summary>A shell takes brackets for a pattern.</summary>
    internal static string ShellName(string runName) => runName.Contains('[', StringComparison.Ordinal) ? $"'{runName}'" : runName;
}
