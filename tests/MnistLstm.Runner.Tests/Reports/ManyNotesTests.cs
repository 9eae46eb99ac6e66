using MnistLstm.Runner.Reports.Progress;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>What holds for many results is one line, not one for each.</summary>
public sealed class ManyNotesTests
{
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public void Many_results_of_other_sources_are_one_line_with_one_command()
    {
        StoredRuns.Notes(Terminal(), Rows(40), "experiments/quick --results other");
        Assert.Equal(
            "40 stored results were made by other sources, so they are not compared; train them again: "
                + "dotnet run -- sweep experiments/quick --results other --force\n",
            _error.ToString());
    }

    [Fact]
    public void Of_a_few_each_says_how_to_train_it_again()
    {
        StoredRuns.Notes(Terminal(), Rows(2), "experiments/");
        Assert.Equal(2, _error.ToString().Split("--force").Length - 1);
        Assert.Contains("dotnet run -- run run-1 --force", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_that_many_runs_share_names_the_first_and_counts_the_others()
    {
        StoredRuns.Notes(
            Terminal(), [.. Rows(5).Select(row => row with { Result = row.Result with { OtherSources = null, Notes = ["file changed"] } })], "experiments/");
        Assert.Equal("run-0 and 4 more runs: file changed\n", _error.ToString());
    }

    [Fact]
    public void What_is_wrong_with_one_of_many_is_said_beside_it()
    {
        RunFigures[] rows = Rows(5);
        rows[3] = rows[3] with { Result = rows[3].Result with { Notes = [.. rows[3].Result.Notes, "run.json is damaged"] } };
        StoredRuns.Notes(Terminal(), rows, "experiments/");
        Assert.EndsWith("\nrun-3: run.json is damaged\n", _error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_sweep_says_it_in_the_run_s_line_and_counts_them_at_its_end()
    {
        RunFigures[] rows = Rows(2);
        SweepNotes notes = new(Terminal(), [.. rows.Select(row => row.Spec)]);
        notes.Finished(0, rows[0]);
        notes.Summary(rows, TimeSpan.Zero);
        string[] lines = _error.ToString().TrimEnd('\n').Split('\n');
        Assert.EndsWith("cached   unchecked: made by other sources", lines[0], StringComparison.Ordinal);
        Assert.Equal("  2 stored results were made by other sources, so they are not compared; train them again: the same command with --force", lines[^1]);
        Assert.DoesNotContain(lines, line => line.Contains("note:", StringComparison.Ordinal));
    }

    private static RunFigures[] Rows(int count) =>
    [
        .. Enumerable.Range(0, count).Select(index => FakeRuns.Result(Specs.Make($"run-{index}"), RunStatus.Cached, accuracy: 0.95)).Select(result =>
        {
            string note = OtherSources.Note(result.Spec, result.Engine, "");
            return new RunFigures(result with { OtherSources = note, Snapshot = SnapshotComparison.Unchecked, Notes = [note] }, []);
        }),
    ];

    private Terminal Terminal() => new(new StringWriter(), _error, null, new LiveLines(_error, () => 200, color: false));
}
