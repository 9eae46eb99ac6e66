using System.Text;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

public class SpecFreshnessTests
{
    [Fact]
    public void A_spec_changed_after_the_build_is_not_run_and_the_remedy_is_named()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        File.AppendAllText(repository.PathOf("experiments/demo.yaml"), "epochs: 5\n");

        RunResult result = repository.Execute(spec);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Equal("experiments/demo.yaml changed after the build; build again: dotnet run does it, dotnet run --no-build does not", result.Error);
        Assert.Equal(0, repository.Training.Started);
    }

    [Fact]
    public void A_spec_that_was_looked_at_when_it_was_submitted_is_run_as_it_was_built_in()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        File.Delete(repository.PathOf("experiments/demo.yaml"));

        Assert.Equal(RunStatus.Completed, repository.Execute(spec, new RunOptions { AsBuilt = true }).Status);
    }

    [Fact]
    public void A_deleted_spec_is_not_run()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        File.Delete(repository.PathOf("experiments/demo.yaml"));

        RunResult result = repository.Execute(spec);

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.StartsWith("experiments/demo.yaml is gone", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_no_change()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        string path = repository.PathOf("experiments/demo.yaml");
        File.WriteAllText(path, File.ReadAllText(path), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Null(new SpecFreshness(repository.Layout).Fault(spec));
    }

    [Fact]
    public void A_sweep_goes_on_with_the_spec_it_began_with()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        SpecFreshness freshness = new(repository.Layout);
        Assert.Null(freshness.Fault(spec));
        File.AppendAllText(repository.PathOf("experiments/demo.yaml"), "epochs: 5\n");
        Assert.Null(freshness.Fault(spec));
    }

    [Fact]
    public void A_sweep_can_look_at_all_its_specs_before_it_begins()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        SpecFreshness freshness = new(repository.Layout);
        freshness.Freeze([spec]);
        File.AppendAllText(repository.PathOf("experiments/demo.yaml"), "epochs: 5\n");
        Assert.Null(freshness.Fault(spec));
    }

    [Fact]
    public void A_stored_result_of_a_changed_spec_says_so()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        File.AppendAllText(repository.PathOf("experiments/demo.yaml"), "epochs: 5\n");
        RunResult row = new StoredResults(repository.Store, repository.Snapshots, repository.Data).Read(spec);
        Assert.Contains("changed after the build", Assert.Single(row.Notes), StringComparison.Ordinal);
    }
}
