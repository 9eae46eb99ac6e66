using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using MnistLstm.Runner.Reports.Html;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Reports.Html;

/// <summary>Pages of results that a test makes up.</summary>
internal static class ReportPages
{
    /// <summary>A published run whose page counts its losses by batches.</summary>
    public static RunSpec Published { get; } = Specs.Make("published", batch: 32, epochs: 4, dataset: "mnist") with
    {
        Reference = new PublishedReference("a page", 0.95, [0.80, 0.90, 0.92, 0.94], [0.0166, 0.0012], [0.90, 0.92, 0.94, 0.95],
            [0.0009, 0.0011, 0.0010, 0.0010])
        {
            LossUnit = SpecWords.BatchMeansPerSample,
        },
    };

    /// <summary>Two rows of a family, of three seeds each.</summary>
    public static RunSpec[] Family { get; } =
    [
        .. from hidden in new[] { 16, 32 }
            from seed in new[] { 1, 2, 3 } select Specs.Make($"f[hidden_size={hidden},seed={seed}]", hidden, experiment: "f", seed: seed, epochs: 3),
    ];

    /// <summary>A complete result of a run.</summary>
    public static RunFigures Complete(RunSpec spec, double accuracy = 0.96,
        SnapshotOutcome outcome = SnapshotOutcome.Equal) => new(FakeRuns.Result(spec, RunStatus.Cached, outcome, accuracy), []);

    /// <summary>Results of the published run and the family.</summary>
    public static IReadOnlyList<RunFigures> Small() => [Complete(Published, 0.96), .. Family.Select((spec, i) => Complete(spec, 0.90 + (0.01 * i)))];

    /// <summary>The page of runs.</summary>
    public static string Write(
        IReadOnlyList<RunFigures> runs) => ReportPage.Write(ReportBuilder.Build(runs, [.. runs.Select(run => run.Spec)], evaluate: null));

    /// <summary>A page as a browser reads it; a fault of its HTML fails the test.</summary>
    public static IDocument Parse(string page) => new HtmlParser(new HtmlParserOptions { IsStrictMode = true }).ParseDocument(page);
}
