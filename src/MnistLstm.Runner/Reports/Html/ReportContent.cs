namespace MnistLstm.Runner.Reports.Html;

/// <summary>All that a page shows. The same content gives the same bytes.</summary>
internal sealed record ReportContent
{
    /// <summary>The experiments in the order of their sections: those with published figures, then the best first.</summary>
    public required IReadOnlyList<ReportExperiment> Experiments { get; init; }

    /// <summary>What else must be known: seeds that are not averaged, results by other sources.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The words of a command line that mean these runs, quoted for a shell.</summary>
    public required string Words { get; init; }

    /// <summary>How far a sweep that is under way has come; null when nothing is under way.</summary>
    public string? Progress { get; init; }

    /// <summary>How many experiments there are curves of.</summary>
    public int Drawn => Experiments.Count(experiment => experiment.IsDrawn);
}
