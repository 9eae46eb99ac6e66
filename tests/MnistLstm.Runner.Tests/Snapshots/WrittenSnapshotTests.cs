using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Snapshots;

/// <summary>The quick reader of a snapshot file believes nothing that the reader of any JSON would not.</summary>
public sealed class WrittenSnapshotTests
{
    private static readonly byte[] s_others = [.. "\"\\,:{}[]0a-.e \n"u8, 0, 200];

    [Theory]
    [InlineData(1)]
    [InlineData(200)]
    public void What_the_program_writes_is_read_at_once(int runs)
    {
        string text = SnapshotFile.Format("demo", [.. Enumerable.Range(0, runs).Select(seed => Entry(seed))]);
        Assert.Equal(text, SnapshotFile.Format("demo", WrittenSnapshot.Read(Encoding.UTF8.GetBytes(text), "demo")!));
    }

    [Fact]
    public void Sources_hooks_steps_and_held_out_samples_are_read_too()
    {
        SnapshotEntry entry = Entry(1) with { SourcesSha256 = new string('5', 64), HooksSha256 = new string('6', 64) };
        SnapshotEntry held = Entry(2);
        held = held with { Epochs = [.. held.Epochs.Select(epoch => epoch with { Step = 10 * epoch.Epoch, ValidationLoss = 0.5, ValidationAccuracy = 0.25 })] };
        string text = SnapshotFile.Format("demo", [entry, held]);
        Assert.Equal(text, SnapshotFile.Format("demo", WrittenSnapshot.Read(Encoding.UTF8.GetBytes(text), "demo")!));
    }

    [Fact]
    public void An_entry_with_too_few_epochs_or_of_another_experiment_or_twice_is_left_to_the_other_reader()
    {
        SnapshotEntry entry = Entry(1);
        Assert.Null(Read([entry with { Epochs = [entry.Epochs[0]] }]));
        Assert.Null(Read([entry with { Epochs = [entry.Epochs[1], entry.Epochs[0]] }]));
        Assert.Null(Read([entry with { Name = "demos" }]));
        Assert.Null(Read([entry, entry]));
        Assert.Null(WrittenSnapshot.Read(Encoding.UTF8.GetBytes(SnapshotFile.Format("demo", [entry])), "dem"));
    }

    [Fact]
    public void With_any_byte_changed_it_says_what_the_other_reader_says_or_nothing()
    {
        byte[] text = Encoding.UTF8.GetBytes(SnapshotFile.Format("demo", [Entry(1), Entry(2)]));
        for (int at = 0; at < text.Length; at++)
        {
            foreach (byte other in s_others.Where(other => other != text[at]))
            {
                byte[] changed = [.. text];
                changed[at] = other;
                if (WrittenSnapshot.Read(changed, "demo") is { } entries)
                {
                    using JsonDocument document = JsonDocument.Parse(changed, new JsonDocumentOptions { AllowDuplicateProperties = false });
                    IReadOnlyList<SnapshotEntry> expected = new SnapshotReader("file", "demo").Read(document.RootElement);
                    Assert.All(expected, entry => Assert.Null(entry.Fault));
                    Assert.Equal(SnapshotFile.Format("demo", expected), SnapshotFile.Format("demo", entries));
                }
            }
        }
    }

    private static IReadOnlyList<SnapshotEntry>? Read(IReadOnlyList<SnapshotEntry> entries) =>
        WrittenSnapshot.Read(Encoding.UTF8.GetBytes(SnapshotFile.Format("demo", entries)), "demo");

    private static SnapshotEntry Entry(int seed)
    {
        RunSpec spec = FakeSpecs.Make($"demo[seed={seed}]", "demo", 2, new string('s', 64), ("seed", $"{seed}"));
        FakeTraining training = new();
        return SnapshotEntry.Of(spec, "exact/1", null, [training.Metrics(spec, 1), training.Metrics(spec, 2)]);
    }
}
