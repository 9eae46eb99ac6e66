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
        bool specVouched = epochs.Count == spec.Epochs || !SpecChanges(null).Any();
        if (difference is null && !otherLength && specVouched && accepted.Fault is null)
        {
            return new SnapshotComparison(SnapshotOutcome.Equal, []);
        }

        List<string> lines = [];
        if (accepted.Fault is { } fault)
        {
            lines.Add(fault);
        }

        lines.AddRange(SpecLines(difference, Math.Min(accepted.Epochs.Count, epochs.Count)));
        if (accepted.Engine != EngineVersion.Name)
        {
            lines.Add($"engine changed    {accepted.Engine} -> {EngineVersion.Name}");
        }

        lines.AddRange(difference?.Lines() ?? []);
        lines.AddRange(FinalLines(epochs));
        lines.AddRange(Remedies(epochs.Count == spec.Epochs));
        return new SnapshotComparison(SnapshotOutcome.NotEqual, lines);
    }

    private IEnumerable<string> SpecLines(EpochDifference? difference, int common)
    {
        List<string> changes = [.. SpecChanges(difference is null ? common : null)];
        if (changes.Count > 0)
        {
            return changes.Select((change, i) => (i == 0 ? Label : Indent) + change);
        }

        return difference is null || accepted.Engine != EngineVersion.Name ? [] : ["spec unchanged    other code, or another machine, gave other numbers"];
    }

    private IEnumerable<string> SpecChanges(int? equalEpochs)
    {
        Dictionary<string, string> before = accepted.Spec.ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        foreach (Setting now in spec.Settings)
        {
            // A key that came later with a default was at that default before.
            string? then = before.GetValueOrDefault(now.Key) ?? now.Default;
            if (then != now.Value)
            {
                string tail = now.Key == "epochs" && equalEpochs is { } n ? string.Create(CultureInfo.InvariantCulture, $", first {n} equal") : "";
                yield return $"{now.Key} {then ?? "(not there)"} -> {now.Value}{tail}";
            }
        }

        foreach ((string key, string value) in accepted.Spec.Where(s => spec.Settings.All(now => now.Key != s.Key)))
        {
            yield return $"{key} {value} -> (no such key now)";
        }
    }

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
