using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Traces;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class BisectCommandTests : IDisposable
{
    private readonly CommandHarness _app = new(TinyRun.Spec()) { Width = 200 };

    public BisectCommandTests() => _app.Load = (_, _) => TinyRun.Data();

    private string Trace => Path.Combine(_app.Root, "a.trace");

    public void Dispose() => _app.Dispose();

    [Fact]
    public void A_trace_and_its_step_file_lead_to_step_tensor_index_and_both_values()
    {
        Assert.Equal(0, _app.Run("bisect", "tiny", "--record", Trace));
        Assert.Contains($"Next, with the other build or on the other machine: dotnet run -- bisect tiny --against {Trace}\n", _app.Error);
        Assert.Equal("", _app.Output);

        Other(MathF.BitIncrement(0.01f));
        Assert.Equal(3, _app.Run("bisect", "tiny", "--against", Trace));
        Assert.StartsWith("tiny  DIFFERS first at epoch 1, batch 1 of 5 (step 1): weights lstm.", _app.Output);
        Assert.Contains("\n  equal     0 whole steps, then samples of the batch, losses of the batch, gradient of fc.bias, gradient of fc.weight and ",
            _app.Output);
        Assert.Contains($"--against {Trace}.step\n", _app.Error);

        Other(0.01);
        Assert.Equal(3, _app.Run("bisect", "tiny", "--against", Trace + ".step"));
        Assert.Matches(
            @"\n  index     [\d,]+ of [\d,]+ elements differ, the first at index \d+, \[\d+, \d+\]"
                + @"\n    there   -?[\d.]+ +0x[0-9a-f]{8}\n    here    -?[\d.]+ +0x[0-9a-f]{8}   \(\d ulps?\)\n",
            _app.Output);
        Assert.DoesNotContain("These are not the values of the trace", _app.Error);
    }

    [Fact]
    public void A_step_file_at_a_build_that_is_neither_side_says_so()
    {
        _app.Run("bisect", "tiny", "--record", Trace);
        Other(0.02);
        _app.Run("bisect", "tiny", "--against", Trace);
        Other(0.03);
        Assert.Equal(3, _app.Run("bisect", "tiny", "--against", Trace + ".step"));
        Assert.Contains("These are not the values of the trace either; it was recorded by ", _app.Error);
    }

    [Fact]
    public void A_step_file_where_it_was_written_is_equal_and_says_where_to_take_it()
    {
        _app.Run("bisect", "tiny", "--record", Trace);
        Other(0.02);
        _app.Run("bisect", "tiny", "--against", Trace);
        Assert.Equal(0, _app.Run("bisect", "tiny", "--against", Trace + ".step"));
        Assert.Contains("compare there", _app.Error);
    }

    [Fact]
    public void An_equal_trace_ends_0_and_writes_no_step_file()
    {
        _app.Run("bisect", "tiny", "--record", Trace);
        Assert.Equal(0, _app.Run("bisect", "tiny", "--against", Trace, "--threads", "3"));
        Assert.StartsWith("tiny  equal  3 epochs, 15 steps: every sample, loss, gradient, weight and metric\n  there     ", _app.Output);
        Assert.False(File.Exists(Trace + ".step"));
    }

    [Fact]
    public void A_trace_of_the_first_epochs_is_compared_as_far_as_it_goes()
    {
        _app.Run("bisect", "tiny", "--record", Trace, "--epochs", "2");
        Assert.Equal(0, _app.Run("bisect", "tiny", "--against", Trace));
        Assert.StartsWith("tiny  equal  2 epochs, 10 steps: ", _app.Output);
    }

    [Fact]
    public void A_run_that_counts_steps_is_traced_step_by_step()
    {
        _app.Catalog[0] = TinyRun.Stepped();
        Assert.Equal(0, _app.Run("bisect", "tiny", "--record", Trace));
        Assert.Contains(": 3 evaluations, 11 steps).\n", _app.Error);
        Assert.Equal(0, _app.Run("bisect", "tiny", "--against", Trace, "--threads", "2"));
        Assert.StartsWith("tiny  equal  3 evaluations, 11 steps: every sample, loss, gradient, weight and metric\n", _app.Output);
        _app.Catalog[0] = TinyRun.Stepped(MathF.BitIncrement(0.01f));
        Assert.Equal(3, _app.Run("bisect", "tiny", "--against", Trace));
        Assert.StartsWith("tiny  DIFFERS first at step 1: weights lstm.", _app.Output);
    }

    [Fact]
    public void A_trace_of_the_first_evaluations_is_compared_as_far_as_it_goes()
    {
        _app.Catalog[0] = TinyRun.Stepped();
        _app.Run("bisect", "tiny", "--record", Trace, "--epochs", "2");
        Assert.Equal(0, _app.Run("bisect", "tiny", "--against", Trace));
        Assert.StartsWith("tiny  equal  2 evaluations, 8 steps: ", _app.Output);
        Assert.Equal(2, _app.Run("bisect", "tiny", "--record", Trace, "--epochs", "4", "--force"));
        Assert.StartsWith("error: --epochs is 4, but tiny has 3 evaluations\n", _app.Error);
    }

    [Fact]
    public void A_snapshot_of_fewer_steps_is_compared_as_far_as_its_evaluations_are_the_runs()
    {
        RunSpec spec = TinyRun.Stepped();
        using Trainer trainer = spec.CreateTrainer(TinyRun.Data(), new TrainingOptions { Threads = 1 });
        EpochMetrics[] rows = [.. trainer.Run()];
        _app.Catalog[0] = spec;
        _app.Snapshot = _ => SnapshotEntry.Of(TinyRun.Stepped(steps: 10), "exact/1", null, [rows[0], rows[1], rows[2] with { Step = 10 }]);
        Assert.Equal(0, _app.Run("bisect", "tiny"));
        Assert.Equal("tiny  equal  all bits of 2 evaluations are those of the snapshot\n", _app.Output);
    }

    [Fact]
    public void The_first_evaluation_that_differs_tells_the_way_to_the_step()
    {
        RunSpec spec = TinyRun.Stepped();
        using Trainer trainer = spec.CreateTrainer(TinyRun.Data(), new TrainingOptions { Threads = 1 });
        EpochMetrics[] rows = [.. trainer.Run()];
        _app.Catalog[0] = spec;
        _app.Snapshot = _ => SnapshotEntry.Of(spec, "exact/1", null, [rows[0], rows[1] with { WeightsSha256 = new string('0', 64) }, rows[2]]);
        Assert.Equal(3, _app.Run("bisect", "tiny"));
        Assert.StartsWith("tiny  DIFFERS at step 8, equal before it\n", _app.Output);
        Assert.Contains("dotnet run -- bisect tiny --epochs 2 --record tiny.trace\n", _app.Error);
    }

    [Fact]
    public void An_equal_snapshot_ends_0()
    {
        _app.Snapshot = spec => SnapshotEntry.Of(spec, "exact/1", null, Epochs());
        Assert.Equal(0, _app.Run("bisect", "tiny"));
        Assert.Equal("tiny  equal  all bits of 3 epochs are those of the snapshot\n", _app.Output);
    }

    [Fact]
    public void The_first_epoch_that_differs_from_the_snapshot_ends_the_training_and_tells_the_way_to_the_step()
    {
        List<EpochMetrics> epochs = Epochs();
        epochs[1] = epochs[1] with { WeightsSha256 = new string('0', 64) };
        _app.Snapshot = spec => SnapshotEntry.Of(spec, "exact/1", null, epochs);
        Assert.Equal(3, _app.Run("bisect", "tiny"));
        Assert.StartsWith("tiny  DIFFERS in epoch 2, equal before it\n  first difference  epoch 2, weights_sha256\n", _app.Output);
        Assert.DoesNotContain("epoch 3/3", _app.Error);
        Assert.Contains("git log -1 -- experiments/snapshots/tiny.verified.json", _app.Error);
        Assert.Contains("dotnet run -- bisect tiny --epochs 2 --record tiny.trace\n", _app.Error);
    }

    [Fact]
    public void A_snapshot_of_another_spec_is_refused_before_training()
    {
        _app.Snapshot = _ => SnapshotEntry.Of(Specs.Make("tiny", batch: 6, epochs: 3), "exact/1", null, Epochs());
        Assert.Equal(1, _app.Run("bisect", "tiny"));
        Assert.Contains("the spec of tiny changed since its snapshot was accepted: batch_size 6 -> 5; that is the difference", _app.Error);
        Assert.DoesNotContain("epoch 1/", _app.Error);
    }

    [Fact]
    public void A_snapshot_of_another_engine_is_refused()
    {
        _app.Snapshot = spec => SnapshotEntry.Of(spec, "exact/0", null, Epochs());
        Assert.Equal(1, _app.Run("bisect", "tiny"));
        Assert.Contains("made by the engine exact/0, this is exact/1", _app.Error);
    }

    [Fact]
    public void Without_a_snapshot_the_other_ways_are_named()
    {
        Assert.Equal(1, _app.Run("bisect", "tiny"));
        Assert.Contains("tiny has no accepted snapshot to compare with; to compare two builds, use --with, or --record and --against", _app.Error);
    }

    [Fact]
    public void A_spec_changed_after_the_build_is_not_trained()
    {
        _app.Stale = "experiments/tiny.yaml changed after the build";
        Assert.Equal(1, _app.Run("bisect", "tiny", "--record", Trace));
        Assert.Contains(_app.Stale, _app.Error);
        Assert.False(File.Exists(Trace));
    }

    [Fact]
    public void An_interrupted_recording_ends_130_and_leaves_no_file()
    {
        _app.Catalog[0] = TinyRun.Spec() with
        {
            CreateTrainer = (data, options) =>
            {
                _app.Signal.Cancel();
                return TinyRun.Spec().CreateTrainer(data, options);
            },
        };
        string folder = Directory.CreateDirectory(Path.Combine(_app.Root, "traces")).FullName;
        Assert.Equal(130, _app.Run("bisect", "tiny", "--record", Path.Combine(folder, "a.trace")));
        Assert.Empty(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public void A_trace_that_would_be_too_large_is_refused_with_the_size_and_the_remedy()
    {
        _app.Catalog[0] = TinyRun.Spec() with { Epochs = 2_000_000 };
        Assert.Equal(1, _app.Run("bisect", "tiny", "--record", Trace));
        Assert.Contains("a trace of tiny would have 1800.5 MiB (10,000,000 steps), and at most 1024.0 MiB are written; record fewer epochs with --epochs N",
            _app.Error);
    }

    [Theory]
    [InlineData("error: --with, --record and --against exclude each other", "--record", "a", "--against", "b")]
    [InlineData("error: --epochs has no use with --against: the file says how far it goes", "--epochs", "2", "--against", "b")]
    [InlineData("error: --epochs is 4, but tiny has 3", "--epochs", "4")]
    [InlineData("error: --epochs expects a whole number from 1, got '0'", "--epochs", "0")]
    [InlineData("error: --with expects the command that starts the other build, got nothing", "--with", " ")]
    [InlineData("error: unknown option '--recrd'; did you mean '--record'?", "--recrd", "a")]
    public void A_wrong_command_line_ends_2(string expected, params string[] arguments)
    {
        Assert.Equal(2, _app.Run(["bisect", "tiny", .. arguments]));
        Assert.StartsWith(expected, _app.Error);
        Assert.Equal("", _app.Output);
    }

    [Fact]
    public void A_trace_that_is_there_is_replaced_with_force_only()
    {
        Assert.Equal(0, _app.Run("bisect", "tiny", "--record", Trace));
        Assert.Equal(2, _app.Run("bisect", "tiny", "--record", Trace));
        Assert.Contains("is there already, and nothing was written\nhelp:  --force replaces it", _app.Error);
        Assert.Equal(0, _app.Run("bisect", "tiny", "--record", Trace, "--force"));
    }

    [Fact]
    public void Recording_onto_a_folder_is_refused_before_training()
    {
        Assert.Equal(2, _app.Run("bisect", "tiny", "--record", _app.Root));
        Assert.Contains("is a folder, and a file is to be written", _app.Error);
    }

    /// <summary>From now on the program is another build.</summary>
    private void Other(double learningRate) => _app.Catalog[0] = TinyRun.Spec(learningRate);

    private static List<EpochMetrics> Epochs()
    {
        using Trainer trainer = TinyRun.Spec().CreateTrainer(TinyRun.Data(), new TrainingOptions { Threads = 1 });
        return [.. trainer.Run()];
    }
}
