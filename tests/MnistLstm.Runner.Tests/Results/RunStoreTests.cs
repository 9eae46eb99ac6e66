using System.Text.Json.Nodes;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Results;

public class RunStoreTests
{
    [Fact]
    public void Two_runs_differ_in_times_and_environment_alone()
    {
        using TestRepository one = new();
        using TestRepository two = new();
        two.Time.GetTimestamp();
        RunSpec spec = one.Spec(settings: ("learning_rate", "1E-05"));
        one.Execute(spec, new RunOptions { Threads = 1 });
        two.Execute(two.Spec(settings: ("learning_rate", "1E-05")), new RunOptions { Threads = 2 });

        JsonObject first = Manifest(one, spec);
        JsonObject second = Manifest(two, spec);
        Assert.NotEqual(first.ToJsonString(), second.ToJsonString());
        foreach (JsonObject manifest in (JsonObject[])[first, second])
        {
            Assert.True(manifest.Remove("times"));
            Assert.True(manifest.Remove("environment"));
        }

        Assert.Equal(first.ToJsonString(), second.ToJsonString());
        Assert.Equal("1E-05", first["spec"]!["learning_rate"]!.ToJsonString());
    }

    [Theory]
    [InlineData(RunFiles.Epochs)]
    [InlineData(RunFiles.Model)]
    public void A_result_that_lacks_a_file_is_trained_again_and_the_reason_is_noted(string file)
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        File.Delete(repository.RunFile(spec, file));

        RunResult result = repository.Execute(spec);

        Assert.Equal(RunStatus.Completed, result.Status);
        Assert.Contains($"{file} should have", Assert.Single(result.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_digit_in_the_epochs_is_noticed()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        string path = repository.RunFile(spec, RunFiles.Epochs);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"epoch\": 4", "\"epoch\": 5", StringComparison.Ordinal));

        Assert.Null(repository.Store.Find(spec, repository.Results.FingerprintOf(spec), out string? fault));
        Assert.Contains("epochs.jsonl was changed since it was written", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_manifest_is_no_result_and_is_named()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        File.WriteAllText(repository.RunFile(spec, RunFiles.Manifest), "{\"schema\": 1,");

        RunResult row = repository.Results.Read(spec);

        Assert.Null(row.Status);
        Assert.StartsWith("results/demo/", Assert.Single(row.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_older_fingerprints_stay()
    {
        using TestRepository repository = new();
        RunSpec before = repository.Spec();
        repository.Execute(before);
        repository.Execute(repository.Spec(settings: ("learning_rate", "0.02")));
        Assert.Equal(2, Directory.GetDirectories(repository.Layout.RunFolder("demo")).Length);
        Assert.Equal(RunStatus.Cached, repository.Results.Read(before).Status);
    }

    [Fact]
    public void A_name_with_brackets_has_its_own_folder_and_no_other()
    {
        using TestRepository repository = new();
        RunSpec one = repository.Spec("sweeps/a[seed=1]", experiment: "sweeps/a", settings: ("seed", "1"));
        RunSpec set = repository.Spec("sweeps/a[seed=12]", experiment: "sweeps/a", settings: ("seed", "12"));
        repository.Execute(one);
        Assert.Equal(RunStatus.Cached, repository.Results.Read(one).Status);
        Assert.Null(repository.Results.Read(set).Status);
    }

    [Fact]
    public void What_a_killed_process_left_half_written_is_cleared_away()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        string leftover = repository.RunFile(spec, "run.json.1-a.tmp");
        Directory.CreateDirectory(Path.GetDirectoryName(leftover)!);
        File.WriteAllText(leftover, "half");
        repository.Execute(spec);
        Assert.False(File.Exists(leftover));
    }

    private static JsonObject Manifest(TestRepository repository, RunSpec spec) =>
        JsonNode.Parse(File.ReadAllText(repository.RunFile(spec, RunFiles.Manifest)))!.AsObject();
}
