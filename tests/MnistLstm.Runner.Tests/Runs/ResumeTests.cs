using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>A run that did not come to its end, and the same command again.</summary>
public sealed class ResumeTests : IDisposable
{
    private static readonly string[] s_files = [RunFiles.Epochs, RunFiles.Model, RunFiles.State];
    private readonly TestRepository _repository = new();
    private readonly TestRepository _whole = new();

    public void Dispose()
    {
        _repository.Dispose();
        _whole.Dispose();
    }

    [Fact]
    public void An_interrupted_run_says_that_it_goes_on_and_does_with_the_files_of_an_uninterrupted_one()
    {
        RunSpec spec = _repository.Spec();
        Assert.Equal("interrupted; the same command goes on after epoch 2", InterruptedIn(spec, epoch: 3).Error);
        Assert.Equal("again: interrupted; goes on after epoch 2", Plan(spec));

        (RunResult result, StartingPoint start) = Again(spec);

        Assert.Equal("goes on after epoch 2", start.ToString());
        Assert.Equal((RunStatus.Completed, 4, 4), (result.Status, result.Epochs.Count, _repository.Training.Epochs));
        AssertFilesOf(_whole.Spec(), spec);
        Assert.False(File.Exists(_repository.RunFile(spec, RunFiles.Checkpoint)));
    }

    [Fact]
    public void An_interrupted_forced_run_goes_on_without_force_and_says_so()
    {
        RunSpec spec = _repository.Spec();
        _repository.Execute(spec);
        Assert.Equal("interrupted; the same command without --force goes on after epoch 2", InterruptedIn(spec, epoch: 3, force: true).Error);
        Assert.Equal("goes on after epoch 2", Again(spec).Start.ToString());
    }

    [Fact]
    public void Other_data_of_a_finished_run_is_the_cause_that_is_named()
    {
        RunSpec spec = _repository.Spec();
        _repository.Execute(spec);
        _repository.Data.Sha256 = new string('e', 64);
        Assert.Equal($"the data of {spec.Dataset} changed", Plan(spec));
        Assert.Equal($"begins anew: the data of {spec.Dataset} changed", Again(spec).Start.ToString());
    }

    [Fact]
    public void Interrupted_again_before_the_next_epoch_it_has_lost_nothing()
    {
        RunSpec spec = _repository.Spec();
        InterruptedIn(spec, epoch: 3);
        Assert.Equal("interrupted; the same command goes on after epoch 2", InterruptedIn(spec, epoch: 3).Error);
        Assert.Equal(2, File.ReadAllLines(_repository.RunFile(spec, RunFiles.Epochs)).Length);
        Assert.Equal("goes on after epoch 2", Again(spec).Start.ToString());
        AssertFilesOf(_whole.Spec(), spec);
    }

    [Fact]
    public void The_time_of_all_attempts_is_counted()
    {
        RunSpec spec = _repository.Spec();
        InterruptedIn(spec, epoch: 3);
        Assert.True(Again(spec).Result.TrainSeconds >= 12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(500)]
    [InlineData(-1)]
    public void A_damaged_checkpoint_is_named_and_the_run_begins_anew(int at)
    {
        RunSpec spec = _repository.Spec();
        InterruptedIn(spec, epoch: 3);
        string checkpoint = _repository.RunFile(spec, RunFiles.Checkpoint);
        byte[] bytes = File.ReadAllBytes(checkpoint);
        bytes[at < 0 ? ^1 : at] ^= 1;
        File.WriteAllBytes(checkpoint, bytes);

        Assert.Contains("/checkpoint.safetensors cannot be used: the checkpoint is damaged", Plan(spec), StringComparison.Ordinal);
        (RunResult result, StartingPoint start) = Again(spec);

        Assert.Matches("^begins anew: results/demo/[0-9a-f]{16}/checkpoint.safetensors cannot be used: the checkpoint is damaged: ", start.ToString());
        Assert.Equal((RunStatus.Completed, 2 + 4), (result.Status, _repository.Training.Epochs));
        AssertFilesOf(_whole.Spec(), spec);
    }

    [Fact]
    public void A_run_that_begins_anew_keeps_the_epochs_that_were_there_until_it_has_one_of_its_own()
    {
        RunSpec spec = _repository.Spec();
        InterruptedIn(spec, epoch: 3);
        File.Delete(_repository.RunFile(spec, RunFiles.Checkpoint));
        _repository.Training.Obstacle = "it is not built for that";
        Assert.Equal("interrupted; the same command begins anew: it is not built for that", InterruptedIn(spec, epoch: 1).Error);
        Assert.Equal(2, File.ReadAllLines(_repository.RunFile(spec, RunFiles.Epochs)).Length);
    }

    [Fact]
    public void An_engine_that_cannot_go_on_says_so()
    {
        RunSpec spec = _repository.Spec();
        _repository.Training.Obstacle = "it is not built for that";
        Assert.Equal("interrupted; the same command begins anew: it is not built for that", InterruptedIn(spec, epoch: 3).Error);
        Assert.Equal("again: interrupted; begins anew: there is no checkpoint", Plan(spec));
        Assert.Equal("begins anew: it is not built for that", Again(spec).Start.ToString());
        Assert.False(File.Exists(_repository.RunFile(spec, RunFiles.State)));
    }

    [Fact]
    public void A_checkpoint_of_other_sources_is_not_gone_on_with()
    {
        RunSpec spec = _repository.Spec();
        InterruptedIn(spec, epoch: 3);
        (RunResult result, StartingPoint start) = Again(spec with { CodeSha256 = new string('e', 64) });
        Assert.Equal("begins anew: what is there was made by other sources", start.ToString());
        Assert.Equal((RunStatus.Completed, 2 + 4), (result.Status, _repository.Training.Epochs));
    }

    [Fact]
    public void Force_begins_anew()
    {
        RunSpec spec = _repository.Spec();
        InterruptedIn(spec, epoch: 3);
        Assert.Equal("", Again(spec, force: true).Start.ToString());
        Assert.Equal(2 + 4, _repository.Training.Epochs);
    }

    [Fact]
    public void A_finished_run_whose_weights_are_lost_is_whole_again_without_training()
    {
        RunSpec spec = _repository.Spec();
        _repository.Execute(spec);
        File.Delete(_repository.RunFile(spec, RunFiles.Model));
        Assert.Equal("goes on after epoch 4", Again(spec).Start.ToString());
        Assert.Equal(4, _repository.Training.Epochs);
        AssertFilesOf(_whole.Spec(), spec);
    }

    [Fact]
    public void A_run_with_more_epochs_goes_on_from_the_finished_one_and_leaves_it_as_it_is()
    {
        RunSpec before = _repository.Spec();
        _repository.Execute(before);
        RunSpec spec = _repository.Spec(epochs: 6);
        Assert.Equal("spec changed: epochs 4 -> 6; goes on after epoch 4 of the run with 4 epochs", Plan(spec));

        Assert.Equal("goes on after epoch 4 of the run with 4 epochs", Again(spec).Start.ToString());

        Assert.Equal(6, _repository.Training.Epochs);
        AssertFilesOf(_whole.Spec(epochs: 6), spec);
        Assert.Equal(RunStatus.Cached, _repository.Results.Read(before).Status);
    }

    [Fact]
    public void Of_several_states_the_furthest_is_gone_on_from()
    {
        _repository.Execute(_repository.Spec(epochs: 2));
        _repository.Execute(_repository.Spec(epochs: 4));
        RunSpec spec = _repository.Spec(epochs: 6);
        InterruptedIn(spec, epoch: 6);
        Assert.Equal("goes on after epoch 5", Again(spec).Start.ToString());
    }

    [Fact]
    public void A_run_with_fewer_epochs_than_the_finished_one_begins_anew_and_says_why()
    {
        _repository.Execute(_repository.Spec(epochs: 6));
        Assert.EndsWith(
            "; begins anew: from the run with 6 epochs it would not give the bits of a run from scratch: the saved state is of epoch 6, and 4 are planned",
            Plan(_repository.Spec()), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_learning_rate_has_nothing_to_go_on_from()
    {
        _repository.Execute(_repository.Spec());
        Assert.Equal("spec changed: learning_rate 0.01 -> 0.02, epochs 4 -> 6", Plan(_repository.Spec(epochs: 6, settings: ("learning_rate", "0.02"))));
    }

    [Fact]
    public void A_disk_that_refuses_a_checkpoint_fails_the_run_and_it_goes_on_from_the_one_before()
    {
        RunSpec spec = _repository.Spec();
        string folder = Path.GetDirectoryName(_repository.RunFile(spec, RunFiles.Checkpoint))!;
        _repository.Training.DuringEpoch = epoch =>
        {
            if (epoch == 3)
            {
                File.Move(Path.Combine(folder, RunFiles.Checkpoint), Path.Combine(folder, "kept"));
                Directory.CreateDirectory(Path.Combine(folder, RunFiles.Checkpoint, "in the way"));
            }
        };
        Assert.Contains("cannot be written", _repository.Execute(spec).Error, StringComparison.Ordinal);
        Directory.Delete(Path.Combine(folder, RunFiles.Checkpoint), recursive: true);
        File.Move(Path.Combine(folder, "kept"), Path.Combine(folder, RunFiles.Checkpoint));
        _repository.Training.DuringEpoch = null;
        Assert.Equal("goes on after epoch 2", Again(spec).Start.ToString());
        AssertFilesOf(_whole.Spec(), spec);
    }

    private RunResult InterruptedIn(RunSpec spec, int epoch, bool force = false)
    {
        using CancellationTokenSource source = new();
        _repository.Training.DuringEpoch = at =>
        {
            if (at == epoch)
            {
                source.Cancel();
                source.Token.ThrowIfCancellationRequested();
            }
        };
        RunResult result = _repository.Execute(spec, new RunOptions { Force = force }, cancellation: source.Token);
        _repository.Training.DuringEpoch = null;
        Assert.Equal(RunStatus.Interrupted, result.Status);
        return result;
    }

    private (RunResult Result, StartingPoint Start) Again(RunSpec spec, bool force = false)
    {
        RecordingObserver observer = new();
        RunResult result = _repository.Execute(spec, new RunOptions { Force = force }, observer);
        Assert.Null(result.Error);
        return (result, Assert.Single(observer.Starts));
    }

    private string Plan(RunSpec spec) => new RunPlanner(_repository.Store, _repository.Data).Explain(spec, force: false);

    private void AssertFilesOf(RunSpec wholeSpec, RunSpec spec)
    {
        Assert.Equal(RunStatus.Completed, _whole.Execute(wholeSpec).Status);
        Assert.All(s_files, file => Assert.Equal(File.ReadAllBytes(_whole.RunFile(wholeSpec, file)), File.ReadAllBytes(_repository.RunFile(spec, file))));
    }
}
