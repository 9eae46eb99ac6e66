using MnistLstm.Engine.Execution;

namespace MnistLstm.Engine.Tests.Execution;

public class ByteSequencesTests
{
    [Fact]
    public void Every_byte_becomes_its_255th_rounded_once()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        ByteSequences source = new(bytes, [0], steps: 1, inputSize: 256);
        float[] values = new float[256];
        source.CopyStep(0, 0, values);
        Assert.Equal(bytes.Select(b => b / 255f), values);
    }

    // Nothing behind the step may be written, whatever its length is to the vectors'.
    [Fact]
    public void A_step_of_any_length_is_read_whole()
    {
        for (int length = 1; length <= 50; length++)
        {
            byte[] bytes = [.. Enumerable.Range(0, 3 * length).Select(i => (byte)(i * 37))];
            ByteSequences source = new(bytes, [7], steps: 3, length);
            float[] values = new float[length + 20];
            values.AsSpan().Fill(-1);
            source.CopyStep(0, 1, values.AsSpan(0, length));
            Assert.Equal([.. bytes[length..(2 * length)].Select(b => b / 255f), .. Enumerable.Repeat(-1f, 20)], values);
        }
    }

    [Fact]
    public void Fetching_ahead_changes_and_refuses_nothing()
    {
        byte[] bytes = [1, 2, 3, 4];
        ByteSequences source = new(bytes, [0, 1], steps: 1, inputSize: 2);
        source.Prefetch(1);
        source.Prefetch(99);
        source.Prefetch(-1);
        Assert.Equal([1, 2, 3, 4], bytes);
    }
}
