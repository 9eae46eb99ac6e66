using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Results;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>Many results are read on all processors: what is said of them is what is said of each alone, in the same order.</summary>
public sealed class ManyResultsTests : IDisposable
{
    private const int Count = 150;

    private readonly TestRepository _repository = new();
    private readonly RunSpec[] _specs;

    public ManyResultsTests()
    {
        // As the service has it.
        _repository.Data.Sha256 = DatasetCatalog.Get("mnist").Fingerprint;
        _specs = [.. Enumerable.Range(0, Count).Select(seed =>
            _repository.Spec($"many[seed={seed}]", experiment: "many", settings: ("seed", $"{seed}")) with { Seed = seed })];
        _repository.Accept(_specs);
        Damage(10, RunFiles.Manifest, text => text.Replace("complete", "completf", StringComparison.Ordinal));
        Damage(20, RunFiles.Epochs, text => text.Replace('1', '2'));
        Damage(30, RunFiles.Model, text => text + " ");
        Damage(40, RunFiles.Model, text => (char)(text[0] ^ 1) + text[1..]);
        File.Delete(Path_(50, RunFiles.Epochs));
        Directory.Delete(Path.GetDirectoryName(Path_(60, RunFiles.Manifest))!, recursive: true);
        SignedManifest.Edit(Path_(70, RunFiles.Manifest), text => text.Replace("\"sources_sha256\": \"", "\"sources_sha256\": \"0", StringComparison.Ordinal));
        SignedManifest.Edit(Path_(80, RunFiles.Manifest), text => text.Replace("\"seed\": ", "\"seed\":   ", StringComparison.Ordinal));
    }

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void Rows_of_many_are_the_rows_of_each_in_the_same_order()
    {
        RunService one = Service();
        string[] alone = [.. _specs.Select(spec => Words(StoredRuns.Row(one, one.Stored(spec), explained: false)))];
        IReadOnlyList<SelectedRun> selected = [.. _specs.Select(spec => new SelectedRun(spec, Named: false))];
        Assert.Equal(alone, StoredRuns.Read(Service(), selected).Select(Words));
        Assert.Equal(6, alone.Count(words => words.Contains("holds no usable result", StringComparison.Ordinal)
            || words.Contains("other sources", StringComparison.Ordinal) || words.Contains("verified, not run here", StringComparison.Ordinal)));
    }

    [Fact]
    public void Equal_epochs_are_in_memory_once()
    {
        RunService runs = Service();
        RunFigures row = StoredRuns.Row(runs, runs.Stored(_specs[0]), explained: false);
        Assert.Equal(SnapshotOutcome.Equal, row.Result.Snapshot.Outcome);
        Assert.Same(row.Accepted, row.Result.Epochs);
        Assert.Equal(4, row.Result.Epochs.Count);
    }

    [Fact]
    public void A_plan_after_a_look_is_the_plan_without_one()
    {
        RunService runs = Service();
        Runner.Runs.Planning.RunPlanner planner = new(_repository.Store, _repository.Data);
        Assert.All(_specs, spec => Assert.Equal(planner.Explain(spec, force: false), runs.Plan(runs.Stored(spec), force: false)));
        Assert.Equal("again: --force", runs.Plan(runs.Stored(_specs[0]), force: true));
        Assert.Matches("^again: results/many.seed=40./[0-9a-f]{16} holds no usable result: model.safetensors was changed since it was written",
            runs.Plan(runs.Stored(_specs[40]), force: false));
    }

    private static string Words(RunFigures row) =>
        string.Join(" | ", row.Spec.Name, row.State.Text, row.Last?.WeightsSha256, row.Accepted.Count, string.Join("; ", row.Result.Notes));

    private string Path_(int seed, string file) => _repository.RunFile(_specs[seed], file);

    private void Damage(int seed, string file, Func<string, string> change)
    {
        string path = Path_(seed, file);
        File.WriteAllText(path, change(File.ReadAllText(path, System.Text.Encoding.Latin1)), System.Text.Encoding.Latin1);
    }

    private RunService Service() => new(_repository.Layout, readOnlySnapshots: true, new RunEngines());
}
