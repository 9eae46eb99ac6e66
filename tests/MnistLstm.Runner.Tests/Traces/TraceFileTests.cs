using System.Buffers.Binary;
using System.Text;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Tests.Storage;
using MnistLstm.Runner.Traces.Content;
using MnistLstm.Runner.Traces.Files;

namespace MnistLstm.Runner.Tests.Traces;

public sealed class TraceFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-trace-").FullName;

    private string File => Path.Combine(_folder, "a.trace");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Two_traces_of_the_same_run_are_identical() => Assert.Equal(TracedRuns.Record(), TracedRuns.Record());

    [Fact]
    public void Two_traces_of_the_same_run_differ_in_the_environment_and_its_check_only()
    {
        (byte[] one, byte[] three) = (TracedRuns.Record(), TracedRuns.Record(threads: 3));
        Assert.NotEqual(one, three);
        Assert.Equal(WithoutEnvironment(one), WithoutEnvironment(three));
    }

    [Fact]
    public void A_trace_has_the_size_its_layout_says()
    {
        // Start: 10 weights. Step: samples, losses, 10 gradients, 10 weights. Epoch: test losses and 7 metrics.
        Assert.Equal(8 * (10 + (3 * ((5 * 22) + 8))), TracedRuns.Side(TinyRun.Spec()).Header.Layout().Bytes);
    }

    [Fact]
    public void A_trace_of_a_run_that_holds_images_out_has_their_losses_and_two_more_metrics() =>
        Assert.Equal(8 * (10 + (3 * ((5 * 22) + 11))), TracedRuns.Side(TinyRun.Validated()).Header.Layout().Bytes);

    [Fact]
    public void Any_damaged_byte_is_noticed_before_anything_is_trained()
    {
        byte[] trace = TracedRuns.Record();
        for (int at = TraceFormat.MagicBytes; at < trace.Length; at += 13)
        {
            byte[] damaged = [.. trace];
            damaged[at] ^= 0x10;
            Assert.Contains("copy it again from where it was made", Fault(damaged));
        }
    }

    [Fact]
    public void A_damaged_record_is_said_to_be_damaged_with_both_checks()
    {
        byte[] trace = TracedRuns.Record();
        trace[^100] ^= 1;
        Assert.Matches("a.trace is damaged: its content gives the SHA-256 [0-9a-f]{64}, it claims [0-9a-f]{64}; copy it again", Fault(trace));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(200)]
    [InlineData(-1)]
    public void A_truncated_file_is_said_to_be_cut_short(int bytes)
    {
        byte[] trace = TracedRuns.Record();
        Assert.Contains("a.trace is cut short", Fault(bytes < 0 ? trace[..^1] : trace[..bytes]));
    }

    [Fact]
    public void A_foreign_file_is_told_with_how_to_make_a_trace() =>
        Assert.EndsWith("a.trace is no trace: it should begin with LSTMTRC1; make one with: dotnet run -- bisect <name> --record <file>",
            Fault(Encoding.ASCII.GetBytes("PK and so on")));

    [Fact]
    public void An_empty_file_is_said_to_be_cut_short() => Assert.Contains("is cut short: it has 0 bytes", Fault([]));

    [Fact]
    public void A_trace_of_a_later_version_is_told_as_such()
    {
        byte[] trace = TracedRuns.Record();
        trace[7] = (byte)'2';
        Assert.Contains("a.trace is a trace of version 2, this program reads version 1", Fault(trace));
    }

    [Fact]
    public void A_missing_file_is_named() =>
        Assert.Contains(File, Assert.Throws<TraceException>(() => TraceFileReader.Open(File)).Message);

    [Fact]
    public void A_step_file_reads_back_as_it_was_written()
    {
        StepFile written = Step();
        written.Write(OutputFile.At(File, replace: true));
        StepFile read = StepFile.Read(File);
        Assert.True(TraceFile.IsStep(File));
        Assert.Equal(written.Values, read.Values);
        Assert.Equal((written.Place.Position, written.Place.Entry, written.Place.TraceHash), (read.Place.Position, read.Place.Entry, read.Place.TraceHash));
        Assert.Equal(("weights fc.bias", 10), (read.Tensor.Title, read.Tensor.Shape?[0]));
    }

    [Fact]
    public void A_damaged_step_file_is_noticed()
    {
        Step().Write(OutputFile.At(File, replace: true));
        byte[] bytes = System.IO.File.ReadAllBytes(File);
        bytes[^40] ^= 1;
        System.IO.File.WriteAllBytes(File, bytes);
        Assert.Contains("a.trace is damaged: its content gives the SHA-256", Assert.Throws<TraceException>(() => StepFile.Read(File)).Message);
    }

    [Theory]
    [InlineData(RecordKind.Step, 2, 1, 22)]
    [InlineData(RecordKind.Step, 2, 1, -1)]
    [InlineData(RecordKind.Step, 0, 1, 0)]
    [InlineData(RecordKind.Step, int.MaxValue, 1, 0)]
    [InlineData(RecordKind.Step, 1, 6, 0)]
    [InlineData(RecordKind.Step, 1, 0, 0)]
    [InlineData(RecordKind.Epoch, 1, 1, 0)]
    [InlineData(RecordKind.Epoch, 4, 0, 0)]
    [InlineData(RecordKind.Start, 1, 0, 0)]
    internal void A_step_file_of_a_place_that_its_training_does_not_have_is_damaged(RecordKind record, int epoch, int batch, int entry)
    {
        TraceSide side = TracedRuns.Side(TinyRun.Spec());
        new StepFile(side, new StepPlace(new TracePosition(record, epoch, batch), entry, "00000000000000ff", side), new byte[40])
            .Write(OutputFile.At(File, replace: true));
        Assert.Contains("a.trace is damaged: it is of a place that its training does not have",
            Assert.Throws<TraceException>(() => StepFile.Read(File)).Message);
    }

    [Fact]
    public void A_step_behind_the_last_one_is_no_place_of_a_run_that_counts_steps()
    {
        TraceSide side = TracedRuns.Side(TinyRun.Stepped());
        Assert.True(At(TinyRun.Steps % TinyRun.EvalEvery).IsIn(side.Header));
        Assert.False(At((TinyRun.Steps % TinyRun.EvalEvery) + 1).IsIn(side.Header));

        StepPlace At(int batch) => new(new TracePosition(RecordKind.Step, 3, batch), 0, "00000000000000ff", side);
    }

    [Fact]
    public void A_header_with_null_in_the_place_of_a_parameter_is_damaged()
    {
        TraceSide side = TracedRuns.Side(TinyRun.Spec());
        side = side with { Header = side.Header with { Parameters = [side.Header.Parameters[0], null!] } };
        using MemoryStream stream = new();
        using TraceFileWriter writer = new(stream, side);
        writer.Complete();
        Assert.Contains("a.trace is damaged: its header makes no sense", Fault(stream.ToArray()));
    }

    [UnixFact]
    public void A_pipe_is_no_step_file_and_is_named_without_waiting_for_it()
    {
        StoredFileTests.MakePipe(File);
        Assert.False(TraceFile.IsStep(File));
        Assert.Contains($"the trace {File} cannot be read", Assert.Throws<TraceException>(() => TraceFileReader.Open(File)).Message);
        Assert.Contains($"the step file {File} cannot be read", Assert.Throws<TraceException>(() => StepFile.Read(File)).Message);
    }

    [UnixFact]
    public void A_file_that_cannot_be_opened_is_no_step_file_and_is_named()
    {
        // A link to itself, since root may read whatever there is.
        System.IO.File.CreateSymbolicLink(File, File);
        Assert.False(TraceFile.IsStep(File));
        Assert.Contains($"{File} cannot be read", Assert.Throws<TraceException>(() => TraceFileReader.Open(File)).Message);
    }

    private static StepFile Step()
    {
        TraceSide side = TracedRuns.Side(TinyRun.Spec());
        return new StepFile(side, new StepPlace(new TracePosition(RecordKind.Step, 2, 1), 21, "00000000000000ff", side), new byte[40]);
    }

    private string Fault(byte[] content)
    {
        System.IO.File.WriteAllBytes(File, content);
        return Assert.Throws<TraceException>(() => TraceFileReader.Open(File)).Message;
    }

    private static byte[] WithoutEnvironment(byte[] trace)
    {
        int start = TraceFormat.MagicBytes;
        int environment = start + 4 + BinaryPrimitives.ReadInt32LittleEndian(trace.AsSpan(start));
        int records = environment + 4 + BinaryPrimitives.ReadInt32LittleEndian(trace.AsSpan(environment));
        return [.. trace[..environment], .. trace[records..^32]];
    }
}
