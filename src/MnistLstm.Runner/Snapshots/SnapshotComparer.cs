using System.Globalization;
using MnistLstm.Runner.Authoring;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Snapshots;

/// <summary>Compares one result with one accepted entry, bit for bit, or within the tolerance that its file states, and explains what differs.</summary>
/// <param name="accepted">The accepted entry.</param>
/// <param name="spec">The run.</param>
/// <param name="engine">The engine that made the result; null for the exact one.</param>
/// <param name="results">What a command needs behind it to mean the results that are compared.</param>
internal sealed class SnapshotComparer(SnapshotEntry accepted, RunSpec spec, RunEngine? engine = null, string results = "")
{
    private readonly string _version = (engine ?? ExactEngine.Instance).Version;
    private const string Label = "spec changed      ";
    private static readonly string s_indent = new(' ', Label.Length);

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
        string? hooks = HooksChange();
        bool vouched = (whole && accepted.Tolerance is null) || (changes.Count == 0 && hooks is null);
        if (difference is null && !otherLength && vouched && accepted.Fault is null)
        {
            return new SnapshotComparison(SnapshotOutcome.Equal, []);
        }

        List<string> causes =
        [
            .. SpecLines(changes, difference is null ? Math.Min(accepted.Epochs.Count, epochs.Count) : null),
            .. hooks is null ? Array.Empty<string>() : ["hooks changed     " + hooks],
            .. accepted.Engine == _version ? Array.Empty<string>() : [$"engine changed    {accepted.Engine} -> {_version}"],
        ];
        bool changed = causes.Count > 0;
        List<string> lines = [.. accepted.Fault is { } fault ? [fault] : Array.Empty<string>(), .. causes];
        if (!changed && difference is not null)
        {
            lines.AddRange(Unchanged());
        }

        lines.AddRange(difference?.Lines() ?? []);
        lines.AddRange(FinalLines(epochs));
        lines.AddRange(Remedies(whole, changes.Count > 0 ? spec.SpecPath : null, hooks is null ? null : string.Join(' ', spec.Hooks?.Files ?? [])));
        if (difference is not null && !changed && accepted.Tolerance is null)
        {
            // Where spec, hooks or engine changed, the cause is known and there is nothing to look for.
            lines.Add($"where?     dotnet run -- bisect {ShellText.Quote(spec.Name)}");
        }

        return changed && accepted.Fault is null
            ? new SnapshotComparison(SnapshotOutcome.Changed, lines) { Reason = Reason(changes, hooks) }
            : new SnapshotComparison(SnapshotOutcome.NotEqual, lines);
    }

    private string Reason(IReadOnlyList<SpecChange> changes, string? hooks) => string.Join(
        ", ",
        [
            .. changes.Select(change => change.ToString()),
            .. hooks is null ? Array.Empty<string>() : ["hooks " + hooks],
            .. accepted.Engine == _version ? Array.Empty<string>() : [$"engine {accepted.Engine} -> {_version}"],
        ]);

    private static IEnumerable<string> SpecLines(IReadOnlyList<SpecChange> changes, int? equalEpochs) =>
        changes.Select((change, i) => (i == 0 ? Label : s_indent) + change + Tail(change, equalEpochs));

    private IEnumerable<string> Unchanged()
    {
        yield return "spec unchanged    other code, or another machine, gave other numbers";
        if (accepted.Tolerance is null && spec.Hooks is { } hooks)
        {
            yield return $"hooks unchanged   {string.Join(", ", hooks.Files)}";
        }
    }

    /// <summary>How the hand-written part of the run's classes differs from that of the accepted result; null when it does not. Only the exact engine runs
    /// hooks.</summary>
    private string? HooksChange()
    {
        if (accepted.Tolerance is not null || spec.Hooks?.Sha256 == accepted.HooksSha256)
        {
            return null;
        }

        string files = string.Join(", ", spec.Hooks?.Files ?? []);
        return spec.Hooks is null ? "those it was accepted with are gone"
            : accepted.HooksSha256 is null ? $"{files}: accepted without it, or before hooks were noted"
            : files;
    }

    private static string Tail(SpecChange change, int? equalEpochs) =>
        change.Key == SpecKeys.Epochs && equalEpochs is { } n ? string.Create(CultureInfo.InvariantCulture, $", first {n} equal") : "";

    private IEnumerable<string> FinalLines(IReadOnlyList<EpochMetrics> epochs)
    {
        if (!spec.IsWhole(epochs) || accepted.Epochs.Count == 0)
        {
            return [];
        }

        (EpochMetrics before, EpochMetrics now) = (accepted.Result!, spec.ResultOf(epochs)!);
        string?[] changes =
            [Change("test_accuracy", before.TestAccuracy, now.TestAccuracy), Change("validation_accuracy", before.ValidationAccuracy, now.ValidationAccuracy),
                Change("test_rmse", before.TestErrors?.Rmse, now.TestErrors?.Rmse),
                Change("validation_rmse", before.ValidationErrors?.Rmse, now.ValidationErrors?.Rmse)];
        return changes.OfType<string>().Select((change, i) => (i == 0 ? "at the end        " : s_indent) + change);
    }

    private static string? Change(string metric, double? accepted, double? result) =>
        accepted is not { } before || result is not { } now ? null
        : metric.EndsWith("rmse", StringComparison.Ordinal) ? ErrorChange(metric, before, now)
        : before == now ? $"{metric} {Percent(now)} (unchanged)"
        : $"{metric} {Percent(before)} -> {Percent(now)} ({((now - before) * 100).ToString("+0.00;-0.00;+0.00", CultureInfo.InvariantCulture)})";

    // In the targets' unit.
    private static string ErrorChange(string metric, double before, double now) => before == now
        ? string.Create(CultureInfo.InvariantCulture, $"{metric} {now:G6} (unchanged)")
        : string.Create(CultureInfo.InvariantCulture, $"{metric} {before:G6} -> {now:G6} ({now - before:+0.####E+0;-0.####E+0})");

    /// <param name="whole">Whether the result was trained to its end, so that it can be accepted at once.</param>
    /// <param name="specPath">The YAML, when it changed.</param>
    /// <param name="hookFiles">The hooks' files, when they changed.</param>
    private IEnumerable<string> Remedies(bool whole, string? specPath, string? hookFiles)
    {
        string name = ShellText.Quote(spec.Name) + RunEngine.OptionOf(_version) + results;
        yield return whole
            ? $"intended?  dotnet run -- snapshots accept {name}"
            : $"intended?  dotnet run -- run {name}; dotnet run -- snapshots accept {name}";
        string files = string.Join(' ', new[] { specPath, hookFiles }.Where(text => !string.IsNullOrEmpty(text)));
        if (files.Length > 0)
        {
            yield return $"not?       git diff {files}";
        }
    }

    private static string Percent(double fraction) => (fraction * 100).ToString("0.00", CultureInfo.InvariantCulture) + " %";
}
