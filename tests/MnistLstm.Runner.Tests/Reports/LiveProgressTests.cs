using MnistLstm.Runner.Reports.Progress;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Reports;

public sealed class LiveProgressTests
{
    private readonly StringWriter _screen = new() { NewLine = "\n" };
    private readonly SteppingClock _clock = new();

    [Fact]
    public void It_shows_epoch_loss_accuracy_speed_and_time_left()
    {
        Watch(Specs.Make("quick/lstm-32"), view =>
        {
            view.BatchCompleted(1, 100, 1000, 2.3);
            view.EpochCompleted(Specs.Epochs(5, 0.95)[0]);
            _clock.Advance(TimeSpan.FromSeconds(2));
            view.BatchCompleted(2, 500, 1000, 1.5);
        });

        // From 0.1 to 1.5 epochs in 2 s leaves 3.5 epochs for 5 s.
        Assert.Contains("[1/2] quick/lstm-32  epoch 2/5  ━━━━━━──────────────  5.0 s left", _screen.ToString());
        Assert.Contains("loss 1.5000   test 91.00 %   250 samples/s", _screen.ToString());
    }

    [Fact]
    public void The_only_run_leaves_a_line_for_each_epoch_and_one_among_others_does_not()
    {
        RunSpec spec = Specs.Make("quick/lstm-32");
        EpochMetrics epoch = Specs.Epochs(5, 0.95)[0];
        Watch(spec, view => view.EpochCompleted(epoch));
        Assert.DoesNotContain("epoch 1/5", _screen.ToString());
        Watch(spec, view => view.EpochCompleted(epoch), place: "");
        Assert.Contains($"{PlainProgress.EpochLine(spec, epoch)}\n", _screen.ToString());
    }

    [Fact]
    public void It_shows_the_accuracy_on_held_out_samples_before_that_on_the_test_samples()
    {
        Watch(Specs.Make("a", validation: 50), view =>
        {
            view.EpochCompleted(Specs.Epochs(5, 0.95)[0] with { ValidationAccuracy = 0.9 });
            view.BatchCompleted(2, 1000, 1000, 1.5);
        });
        Assert.Contains("loss 1.5000   val 90.00 %   test 91.00 %", _screen.ToString());
    }

    [Fact]
    public void It_draws_at_most_ten_times_a_second()
    {
        Watch(Specs.Make("quick/lstm-32"), view =>
        {
            view.BatchCompleted(1, 100, 1000, 2.3);
            view.BatchCompleted(1, 200, 1000, 7.7);
        });
        Assert.DoesNotContain("7.7", _screen.ToString());
    }

    [Fact]
    public void A_long_name_is_cut_so_that_the_line_fits()
    {
        Watch(Specs.Make(new string('n', 100)), view => view.BatchCompleted(1, 1000, 1000, 2.3));
        Assert.Contains("…  epoch 1/5", _screen.ToString());
    }

    [Fact]
    public void It_vanishes_at_the_end_and_shows_the_cursor_again()
    {
        Watch(Specs.Make("quick/lstm-32"), view => view.BatchCompleted(1, 100, 1000, 2.3));
        Assert.EndsWith("\r\e[2K\e[A\e[2K\e[?25h", _screen.ToString());
    }

    [Fact]
    public void A_note_stays()
    {
        Watch(Specs.Make("quick/lstm-32"), view => view.Note("mnist: not on this machine"));
        Assert.Contains("mnist: not on this machine", _screen.ToString());
    }

    private void Watch(RunSpec spec, Action<IRunView> work, string place = "[1/2] ")
    {
        LiveProgress progress = new(new LiveLines(_screen, () => 80, color: false), _clock);
        progress.Watch(place, spec, view =>
        {
            work(view);
            return FakeRuns.Result(spec, RunStatus.Completed);
        });
    }

    private sealed class SteppingClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time) => _now += time.Ticks;

        public override long GetTimestamp() => _now;
    }
}
