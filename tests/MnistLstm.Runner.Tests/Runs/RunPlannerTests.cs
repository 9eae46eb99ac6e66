using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Results;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>What is said of a run before it is executed.</summary>
public sealed class RunPlannerTests : IDisposable
{
    private readonly TestRepository _repository = new();

    public void Dispose() => _repository.Dispose();

    [Fact]
    public void A_run_that_was_never_made_is_new() => Assert.Equal("new", Plan(_repository.Spec()));

    [Fact]
    public void Planning_writes_nothing()
    {
        Plan(_repository.Spec());
        Assert.False(Directory.Exists(_repository.Layout.Results));
    }

    [Fact]
    public void A_complete_result_is_cached_unless_it_is_forced()
    {
        RunSpec spec = Executed();
        Assert.Equal("cached", Plan(spec));
        Assert.Equal("again: --force", Plan(spec, force: true));
    }

    [Fact]
    public void A_result_of_other_sources_is_cached_and_says_so() =>
        Assert.Equal("cached, made by other sources (--force trains it again)", Plan(Executed() with { CodeSha256 = new string('e', 64) }));

    [Fact]
    public void Weights_of_the_right_size_that_were_changed_are_not_cached()
    {
        RunSpec spec = Executed();
        string model = _repository.RunFile(spec, RunFiles.Model);
        byte[] bytes = File.ReadAllBytes(model);
        bytes[^1] ^= 1;
        File.WriteAllBytes(model, bytes);
        Assert.Contains("model.safetensors was changed since it was written", Plan(spec), StringComparison.Ordinal);
    }

    [Fact]
    public void A_spec_that_was_edited_after_the_build_would_fail()
    {
        RunSpec spec = Executed();
        File.AppendAllText(_repository.PathOf(spec.SpecPath), "# edited");
        Assert.StartsWith($"fails: {spec.SpecPath} changed after the build", Plan(spec), StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_key_is_named_with_both_values()
    {
        Executed();
        Assert.Equal("spec changed: learning_rate 0.01 -> 0.02, epochs 4 -> 5", Plan(_repository.Spec(epochs: 5, settings: ("learning_rate", "0.02"))));
    }

    [Fact]
    public void A_change_is_told_against_the_latest_complete_result()
    {
        Executed();
        _repository.Execute(_repository.Spec(settings: ("learning_rate", "0.02")));
        Assert.Equal("spec changed: learning_rate 0.02 -> 0.03", Plan(_repository.Spec(settings: ("learning_rate", "0.03"))));
    }

    [Fact]
    public void A_damaged_result_is_trained_again_and_says_why()
    {
        RunSpec spec = Executed();
        File.Delete(_repository.RunFile(spec, RunFiles.Epochs));
        string plan = Plan(spec);
        Assert.StartsWith("again: ", plan, StringComparison.Ordinal);
        Assert.Contains("epochs.jsonl should have", plan, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("running", "again: begun and not finished; goes on after epoch 4")]
    [InlineData("interrupted", "again: interrupted; goes on after epoch 4")]
    public void A_run_that_did_not_come_to_its_end_is_made_again(string status, string plan)
    {
        RunSpec spec = Executed();
        string manifest = _repository.RunFile(spec, RunFiles.Manifest);
        SignedManifest.Edit(manifest, text => text.Replace("\"complete\"", $"\"{status}\"", StringComparison.Ordinal));
        Assert.Equal(plan, Plan(spec));
    }

    private RunSpec Executed()
    {
        RunSpec spec = _repository.Spec();
        Assert.Equal(RunStatus.Completed, _repository.Execute(spec).Status);
        return spec;
    }

    private string Plan(RunSpec spec, bool force = false) => new RunPlanner(_repository.Store, _repository.Data).Explain(spec, force);
}
