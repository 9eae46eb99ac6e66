namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>Shown how arrays go.</summary>
internal interface ISlurmView
{
    /// <summary>A line that stays.</summary>
    void Note(string text);

    /// <summary>Where the arrays stand just now.</summary>
    void Progress(ArrayProgress progress);

    /// <summary>There is no more progress to show.</summary>
    void EndProgress();

    /// <summary>Asks the user for a yes or a no; no where nobody can be asked.</summary>
    bool Ask(string question);
}

/// <summary>Where arrays stand.</summary>
/// <param name="Arrays">Which.</param>
/// <param name="Done">Runs that are complete.</param>
/// <param name="Runs">Runs there are.</param>
/// <param name="UnderWay">Tasks on nodes.</param>
/// <param name="Waiting">Tasks in the queue.</param>
/// <param name="Reason">Slurm's word for why most of those wait; empty where it has none.</param>
/// <param name="Failed">Tasks that ended without their runs.</param>
/// <param name="Trouble">Why Slurm does not answer; null when it does.</param>
internal sealed record ArrayProgress(IReadOnlyList<ArrayId> Arrays, int Done, int Runs, int UnderWay, int Waiting, string Reason, int Failed, string? Trouble)
{
    /// <summary><c>array 4711: 12 of 40 runs done, 8 tasks under way, 20 waiting (Priority)</c>.</summary>
    public override string ToString()
    {
        string failed = Failed == 0 ? "" : FormattableString.Invariant($", {Failed} failed");
        string waiting = Waiting == 0 ? "" : FormattableString.Invariant($", {Waiting} waiting{(Reason.Length > 0 && Reason != "None" ? $" ({Reason})" : "")}");
        return FormattableString.Invariant(
            $"{Name(Arrays)}: {Done} of {Runs} runs done, {UnderWay} {(UnderWay == 1 ? "task" : "tasks")} under way{waiting}{failed}")
            + (Trouble is null ? "" : $"; Slurm does not answer: {Trouble}");
    }

    /// <summary><c>array 4711</c>, <c>arrays 4711, 4712</c>.</summary>
    public static string Name(IReadOnlyList<ArrayId> arrays) =>
        (arrays.Count == 1 ? "array " : "arrays ") + string.Join(", ", arrays);
}
