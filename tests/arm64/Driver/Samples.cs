using MnistLstm.Engine.Execution;

/// <summary>Sequences of random bytes, read as value / 255 as the engine's own <see cref="ByteSequences"/> reads them.</summary>
internal sealed class Samples(byte[] values, int count, int steps, int inputSize) : SequenceSource
{
    public override int Count => count;

    public override int Label(int sequence) => sequence % 10;

    public override void CopyStep(int sequence, int step, Span<float> target)
    {
        ReadOnlySpan<byte> bytes = values.AsSpan(((sequence * steps) + step) * inputSize, inputSize);
        for (int i = 0; i < bytes.Length; i++)
        {
            target[i] = bytes[i] / 255f;
        }
    }
}
