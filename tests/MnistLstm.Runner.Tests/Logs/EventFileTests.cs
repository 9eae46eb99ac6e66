using MnistLstm.Runner.Logs;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Logs;

/// <summary>An event file holds each epoch once, whatever happened before.</summary>
public sealed class EventFileTests : IDisposable
{
    private static readonly RunSpec s_spec = Specs.Make("quick/lstm-32");
    private static readonly IReadOnlyList<EpochMetrics> s_epochs = Specs.Epochs(5, 0.95);
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-log-").FullName;
    private readonly StepClock _clock = new();

    private string Path => System.IO.Path.Combine(_folder, "quick", "lstm-32", "0123456789abcdef", "events.out.tfevents");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_reader_s_check_sum_is_the_known_one() => Assert.Equal(0xE3069283u, EventReader.Crc32C("123456789"u8));

    [Fact]
    public void Each_epoch_is_a_step_with_its_losses_and_accuracies()
    {
        Grow(5);
        IReadOnlyList<EventReader.Event> events = EventReader.Read(Path);
        Assert.Equal("brain.Event:2", events[0].Version);
        Assert.StartsWith("quick/lstm-32\n\n| key | value |\n| --- | --- |\n| hidden_size | 128 |\n", events[1].Text!.Value.Text, StringComparison.Ordinal);
        Assert.Equal([1, 2, 3, 4, 5], events.Skip(2).Select(e => e.Step));
        EpochMetrics last = s_epochs[^1];
        Assert.Equal(
            [("loss/train", (float)last.TrainLoss), ("accuracy/train", (float)last.TrainAccuracy!.Value), ("loss/test", (float)last.TestLoss!),
                ("accuracy/test", (float)last.TestAccuracy!)],
            events[^1].Scalars);
    }

    [Fact]
    public void The_times_are_those_of_the_writing()
    {
        Grow(3);
        Assert.Equal([0, 0, 1, 2, 3], EventReader.Read(Path).Select(e => e.Time));
    }

    [Fact]
    public void A_run_that_goes_on_appends_and_no_epoch_stands_twice()
    {
        Grow(3);
        byte[] before = File.ReadAllBytes(Path);
        Open().Bring([.. s_epochs.Take(3)]);
        Assert.Equal(before, File.ReadAllBytes(Path));
        Grow(5, from: 3);
        Assert.Equal(before, File.ReadAllBytes(Path)[..before.Length]);
        Assert.Equal([0, 0, 1, 2, 3, 4, 5], EventReader.Read(Path).Select(e => e.Step));
    }

    [Fact]
    public void A_run_that_goes_on_from_an_earlier_epoch_takes_the_later_ones_back()
    {
        Grow(4);
        Open().Bring([.. s_epochs.Take(2)]);
        Assert.Equal([0, 0, 1, 2], EventReader.Read(Path).Select(e => e.Step));
        Assert.Equal([0, 0, 1, 2], EventReader.Read(Path).Select(e => e.Time));
    }

    [Fact]
    public void What_a_kill_cut_off_is_taken_away_wherever_it_was_cut()
    {
        Grow(2);
        byte[] whole = File.ReadAllBytes(Path);
        for (int length = 0; length <= whole.Length; length++)
        {
            File.WriteAllBytes(Path, whole[..length]);
            Open().Bring([.. s_epochs.Take(3)]);
            Assert.Equal([0, 0, 1, 2, 3], EventReader.Read(Path).Select(e => e.Step));
        }
    }

    [Fact]
    public void A_damaged_record_and_all_behind_it_are_written_anew()
    {
        Grow(3);
        byte[] bytes = File.ReadAllBytes(Path);
        bytes[^40] ^= 1;
        File.WriteAllBytes(Path, bytes);
        Open().Bring([.. s_epochs.Take(3)]);
        Assert.Equal([0, 0, 1, 2, 3], EventReader.Read(Path).Select(e => e.Step));
    }

    [Fact]
    public void A_repeated_run_with_other_numbers_replaces_them()
    {
        Grow(5);
        IReadOnlyList<EpochMetrics> others = Specs.Epochs(5, 0.90);
        Open().Bring(others);
        Assert.Equal((float)others[^1].TestAccuracy!, EventReader.Read(Path)[^1].Scalars[^1].Value);
        Assert.Equal(7, EventReader.Read(Path).Count);
    }

    [Fact]
    public void A_spec_s_text_cannot_break_out_of_its_cell()
    {
        RunSpec hostile = s_spec with { Settings = [new Setting("description", "a | b\n<script>\u202e`", null, null)] };
        string cell = RunEvents.Spec(hostile, MarkdownText.Cell).Split('\n')[^2];
        Assert.Equal("| description | a \\| b\uFFFD\\<script>\uFFFD\\` |", cell);
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named_and_costs_the_run_nothing()
    {
        File.WriteAllText(System.IO.Path.Combine(_folder, "quick"), "a file in the way");
        TensorBoardLog log = new(_folder, MarkdownText.Cell, _clock);
        Assert.False(log.Bring(log.FileOf(s_spec, "0123456789abcdef"), s_spec, []));
        Assert.StartsWith("quick/lstm-32 is not in the log: ", Assert.Single(log.Faults), StringComparison.Ordinal);
    }

    private EventFile Open() => new TensorBoardLog(_folder, MarkdownText.Cell, _clock).FileOf(s_spec, "0123456789abcdef");

    /// <summary>As a training does: begun with the epochs there are, then one after the other, a second each.</summary>
    private void Grow(int to, int from = 0)
    {
        EventFile file = Open();
        file.Bring([.. s_epochs.Take(from)]);
        for (int count = from + 1; count <= to; count++)
        {
            _clock.Seconds++;
            file.Bring([.. s_epochs.Take(count)]);
        }
    }

    private sealed class StepClock : TimeProvider
    {
        public int Seconds { get; set; }

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch.AddSeconds(Seconds);
    }
}
