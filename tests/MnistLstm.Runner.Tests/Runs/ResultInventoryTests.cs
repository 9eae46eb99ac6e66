using System.Runtime.Versioning;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

public sealed class ResultInventoryTests : IDisposable
{
    private readonly TestRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void A_result_of_a_spec_as_it_is_is_current_and_stays()
    {
        RunSpec spec = Executed("a");
        ResultFolder result = Assert.Single(Inventory(spec).List());
        Assert.Equal(("a", _repository.Results.FingerprintOf(spec), "complete", ResultStanding.Current),
            (result.Run, result.Fingerprint, result.Status, result.Standing));
        Assert.Equal(Directory.GetFiles(result.Folder).Sum(file => new FileInfo(file).Length), result.Bytes);
        Assert.NotNull(Inventory(spec).Remove(result));
        Assert.True(Directory.Exists(result.Folder));
    }

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public void A_folder_that_may_not_be_read_is_named_and_the_others_are_shown()
    {
        RunSpec spec = Executed("a");
        Executed("b");
        string closed = Path.GetDirectoryName(_repository.RunFile(spec, RunFiles.Model))!;
        UnixFileMode mode = File.GetUnixFileMode(closed);
        File.SetUnixFileMode(closed, UnixFileMode.None);
        try
        {
            // Who may read everything sees a result like any other.
            ResultFolder[] results = [.. Inventory(spec).List()];
            Assert.Equal(["a", "b"], results.Select(result => result.Run));
            Assert.All(results.Where(result => result.Status == "unreadable"),
                result => Assert.Contains("cannot be read by this user", result.Why, StringComparison.Ordinal));
            Assert.Equal(Environment.UserName == "root" ? 0 : 1, results.Count(result => result.Status == "unreadable"));
        }
        finally
        {
            File.SetUnixFileMode(closed, mode);
        }
    }

    [Fact]
    public void A_result_that_a_longer_run_can_go_on_from_stays_until_that_one_is_complete()
    {
        Executed("a");
        RunSpec longer = _repository.Spec("a", epochs: 6);
        ResultFolder shorter = Assert.Single(Inventory(longer).List());
        Assert.Equal((ResultStanding.State, "the run with 6 epochs, which is not complete, can go on from its state"), (shorter.Standing, shorter.Why));
        Assert.NotNull(Inventory(longer).Remove(shorter));

        File.Delete(Path.Combine(shorter.Folder, RunFiles.State));
        Assert.Equal(ResultStanding.Older, Assert.Single(Inventory(longer).List()).Standing);

        _repository.Execute(_repository.Spec("a"), new RunOptions { Force = true });
        longer = _repository.Spec("a", epochs: 6);
        _repository.Execute(longer);
        Assert.Equal([ResultStanding.Current, ResultStanding.Older], Inventory(longer).List().Select(result => result.Standing).Order());
    }

    [Fact]
    public void A_result_of_the_spec_as_it_was_is_older_and_goes()
    {
        Executed("a");
        RunSpec now = _repository.Spec("a", settings: ("learning_rate", "0.02"));
        _repository.Execute(now);
        ResultInventory inventory = Inventory(now);
        ResultFolder older = Assert.Single(inventory.List(), result => result.Standing == ResultStanding.Older);
        Assert.Null(inventory.Remove(older));
        Assert.Equal(ResultStanding.Current, Assert.Single(inventory.List()).Standing);
    }

    [UnixFact]
    public void A_complete_result_with_something_else_in_a_file_s_place_is_listed_as_damaged()
    {
        foreach (string file in (string[])[RunFiles.Model, RunFiles.Epochs])
        {
            string path = _repository.RunFile(Executed(file), file);
            File.Delete(path);
            StoredFileTests.MakePipe(path);
        }

        Assert.All(Inventory().List(), result =>
        {
            Assert.Equal("damaged", result.Status);
            Assert.Contains($"{result.Run} is not a regular file but a pipe or a device", result.Why, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void A_result_whose_weights_are_those_of_a_snapshot_stays_although_the_spec_changed()
    {
        RunSpec before = _repository.Spec("a");
        _repository.Accept(before);
        RunSpec now = _repository.Spec("a", settings: ("learning_rate", "0.02"));
        ResultFolder result = Assert.Single(Inventory(now).List());
        Assert.Equal(ResultStanding.Snapshot, result.Standing);
        Assert.False(result.IsPrunable);
    }

    [Fact]
    public void While_a_snapshot_cannot_be_trusted_nothing_of_its_experiment_goes()
    {
        Executed("a");
        Directory.CreateDirectory(_repository.Layout.Snapshots);
        File.WriteAllText(_repository.Layout.VerifiedFile("a"), "{");
        RunSpec now = _repository.Spec("a", settings: ("learning_rate", "0.02"));
        ResultFolder result = Assert.Single(Inventory(now).List());
        Assert.Equal(ResultStanding.Unclear, result.Standing);
        Assert.Contains("a.verified.json", result.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_whose_spec_is_gone_is_an_orphan_and_goes_with_the_folders_above_it()
    {
        RunSpec gone = Executed("sweeps/gone");
        RunSpec stays = Executed("stays");
        File.Delete(_repository.PathOf("experiments/sweeps/gone.yaml"));
        ResultInventory inventory = Inventory(stays);
        ResultFolder orphan = Assert.Single(inventory.List(), result => result.Standing == ResultStanding.Orphaned);
        Assert.Equal(gone.Name, orphan.Run);
        Assert.Null(inventory.Remove(orphan));
        Assert.False(Directory.Exists(_repository.PathOf("results/sweeps")));
        Assert.Equal(RunStatus.Cached, _repository.Results.Read(stays).Status);
    }

    [Theory]
    [InlineData("a.yaml")]
    [InlineData("a.draft.yaml")]
    public void A_result_whose_spec_is_there_but_not_built_in_stays(string file)
    {
        Executed("a");
        File.Delete(_repository.PathOf("experiments/a.yaml"));
        File.WriteAllText(_repository.PathOf("experiments/" + file), "");
        ResultFolder result = Assert.Single(Inventory(_repository.Spec("other")).List());
        Assert.Equal((ResultStanding.Unclear, $"experiments/{file} is there but not built in"), (result.Standing, result.Why));
    }

    [Fact]
    public void A_run_that_a_family_no_longer_has_is_an_orphan_although_its_spec_is_there()
    {
        RunSpec[] family = [.. Enumerable.Range(1, 2).Select(i => _repository.Spec($"a[seed={i}]", experiment: "a", settings: ("seed", $"{i}")))];
        Assert.All(family, spec => _repository.Execute(spec));
        Assert.Equal("a[seed=2]", Assert.Single(Inventory(family[0]).List(), result => result.IsPrunable).Run);
    }

    [Fact]
    public void A_result_that_is_being_made_stays()
    {
        RunSpec gone = Executed("gone");
        File.Delete(_repository.PathOf("experiments/gone.yaml"));
        ResultInventory inventory = Inventory(_repository.Spec("other"));
        ResultFolder orphan = Assert.Single(inventory.List());
        using RunRecorder recorder = _repository.Store.Open(gone, orphan.Fingerprint, null, CancellationToken.None);
        Assert.Contains("is making it", inventory.Remove(orphan), StringComparison.Ordinal);
        Assert.True(Directory.Exists(orphan.Folder));
    }

    [Fact]
    public void A_folder_with_files_of_others_stays()
    {
        RunSpec gone = Executed("gone");
        File.Delete(_repository.PathOf("experiments/gone.yaml"));
        File.WriteAllText(_repository.RunFile(gone, "notes.txt"), "mine");
        ResultFolder result = Assert.Single(Inventory(_repository.Spec("other")).List());
        Assert.Equal((ResultStanding.Unclear, "notes.txt in it is not of this program"), (result.Standing, result.Why));
    }

    [Fact]
    public void A_result_that_cannot_be_read_is_listed_as_damaged_with_what_is_wrong()
    {
        RunSpec spec = Executed("a");
        File.WriteAllText(_repository.RunFile(spec, RunFiles.Manifest), "{");
        ResultFolder result = Assert.Single(Inventory(spec).List());
        Assert.Equal(("damaged", ResultStanding.Current), (result.Status, result.Standing));
        Assert.Contains("run.json cannot be read", result.Why, StringComparison.Ordinal);
    }

    [UnixFact]
    public void Links_are_not_followed()
    {
        RunSpec spec = Executed("a");
        string outside = Directory.CreateTempSubdirectory("mnist-lstm-outside-").FullName;
        Directory.CreateDirectory(Path.Combine(outside, "b", "0123456789abcdef"));
        Directory.CreateSymbolicLink(_repository.PathOf("results/linked"), outside);
        Assert.Equal("a", Assert.Single(Inventory(spec).List()).Run);
        Directory.Delete(outside, recursive: true);
    }

    [Fact]
    public void Without_results_nothing_is_listed() => Assert.Empty(Inventory().List());

    private RunSpec Executed(string name)
    {
        RunSpec spec = _repository.Spec(name);
        Assert.Equal(RunStatus.Completed, _repository.Execute(spec).Status);
        return spec;
    }

    private ResultInventory Inventory(params RunSpec[] catalog) => new(_repository.Layout, catalog, _repository.Data);
}
