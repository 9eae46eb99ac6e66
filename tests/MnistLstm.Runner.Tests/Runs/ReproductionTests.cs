using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

public class ReproductionTests
{
    [Fact]
    public void A_run_that_gives_the_accepted_bits_is_reproduced()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec(settings: Quick);
        repository.Accept(spec);
        Assert.Null(Make(repository).Failure(spec));
    }

    [Fact]
    public void Stored_results_are_not_read()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec(settings: Quick);
        repository.Accept(spec);
        Make(repository).Failure(spec);
        Assert.Equal(2, repository.Training.Started);
    }

    [Fact]
    public void A_difference_is_told_under_the_run_s_name()
    {
        using TestRepository repository = new();
        repository.Accept(repository.Spec(settings: Quick));
        RunSpec changed = repository.Spec(settings: [.. Quick, ("learning_rate", "0.02")]);
        Assert.StartsWith("demo\n  spec changed      learning_rate 0.01 -> 0.02\n  first difference  epoch 1, train_loss\n    expected  ",
            Make(repository).Failure(changed), StringComparison.Ordinal);
    }

    [Fact]
    public void A_quick_run_is_trained_whole_and_its_difference_can_be_accepted()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec(settings: Quick);
        repository.Accept(spec);
        (repository.Training.Shift, repository.Training.ShiftFrom) = (0.5, 4);

        Assert.Contains("epoch 4, train_loss", Make(repository).Failure(spec), StringComparison.Ordinal);
        Directory.Delete(repository.Layout.Results, recursive: true);
        Assert.True(Assert.Single(repository.Review(spec).Accept([spec])).Written);
        Assert.Null(Make(repository).Failure(spec));
    }

    [Fact]
    public void A_long_run_is_trained_for_its_first_epoch_alone()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec(settings: Long);
        repository.Accept(spec);
        (repository.Training.Shift, repository.Training.ShiftFrom) = (0.5, 2);
        Assert.Null(Make(repository).Failure(spec));
        Assert.NotNull(Make(repository, whole: true).Failure(spec));
    }

    [Fact]
    public void An_edited_later_epoch_of_a_long_run_is_found_all_the_same()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec(settings: Long);
        repository.Accept(spec);
        string path = repository.Layout.VerifiedFile("demo");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"epoch\": 3, \"train_loss\": 0", "\"epoch\": 3, \"train_loss\": 1", StringComparison.Ordinal));
        Assert.StartsWith("demo\n  experiments/snapshots/demo.verified.json: epoch 3 was edited by hand", Make(repository).Failure(spec),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_snapshot_is_skipped_with_the_command_and_fails_under_CI()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        Assert.EndsWith("dotnet run -- snapshots accept demo", Make(repository).SkipReason(spec, "no data"), StringComparison.Ordinal);
        Assert.Null(Make(repository, readOnly: true).SkipReason(spec, "no data"));
        Assert.StartsWith("demo: no snapshot yet", Make(repository, readOnly: true).Failure(spec), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_data_is_skipped_with_the_reason()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        Assert.Equal("no data", Make(repository, readOnly: true).SkipReason(spec, "no data"));
        Assert.Null(Make(repository).SkipReason(spec, null));
    }

    [Fact]
    public void A_damaged_snapshot_fails_and_is_not_skipped()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Accept(spec);
        File.WriteAllText(repository.Layout.VerifiedFile("demo"), "{");
        Assert.Null(Make(repository).SkipReason(spec, "no data"));
        Assert.Contains("demo.verified.json(1,2): not valid JSON", Make(repository).Failure(spec), StringComparison.Ordinal);
    }

    private static (string Key, string Value)[] Quick => [("train_samples", "1000")];

    private static (string Key, string Value)[] Long => [("hidden_size", "512")];

    private static Reproduction Make(TestRepository repository, bool whole = false, bool readOnly = false) =>
        new(new SnapshotStore(repository.Layout, readOnly), repository.Data, repository.Training.Start, whole);
}
