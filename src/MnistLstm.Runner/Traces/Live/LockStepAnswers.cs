using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using MnistLstm.Runner.Traces.Content;
using MnistLstm.Runner.Traces.Files;

namespace MnistLstm.Runner.Traces.Live;

/// <summary>The answering side of two programs in lock step; see <see cref="LockStep"/>.</summary>
internal sealed class LockStepAnswers : ITraceSink
{
    private readonly Stream _input;
    private readonly Stream _output;
    private readonly TraceLayout _layout;

    /// <summary>Writes the head.</summary>
    /// <param name="input">What the other side says.</param>
    /// <param name="output">What it hears.</param>
    /// <param name="side">This side.</param>
    public LockStepAnswers(Stream input, Stream output, TraceSide side)
    {
        (_input, _output, _layout) = (input, output, side.Header.Layout());
        _output.Write(TraceFormat.TraceMagic);
        _output.Write(TraceFormat.Block(side.Header, TraceJsonContext.Default.TraceHeader));
        _output.Write(TraceFormat.Block(side.Environment, TraceJsonContext.Default.TraceEnvironment));
        _output.Flush();
    }

    /// <inheritdoc/>
    public bool Done { get; private set; }

    /// <inheritdoc/>
    public void Take(TracePosition position, ReadOnlySpan<ulong> entries, ITraceValues values)
    {
        _output.Write(MemoryMarshal.AsBytes(entries));
        _output.Flush();
        switch (_input.ReadByte())
        {
            case LockStep.GoOn:
                return;
            case LockStep.GiveValues:
                Give(position, values);
                return;
            case < 0:
                throw new TraceException(
                    $"the program that asked for {LockStep.Option} went away; that option is for `bisect --with`, which starts this program itself");
            case int other:
                throw new TraceException(string.Create(CultureInfo.InvariantCulture,
                    $"{LockStep.Option} was told {other}, which means nothing; that option is for `bisect --with`, which starts this program itself"));
        }
    }

    private void Give(TracePosition position, ITraceValues values)
    {
        Span<byte> number = stackalloc byte[sizeof(int)];
        _input.ReadExactly(number);
        ReadOnlySpan<byte> bytes = values.Bytes(_layout.Of(position.Record)[BinaryPrimitives.ReadInt32LittleEndian(number)]);
        BinaryPrimitives.WriteInt32LittleEndian(number, bytes.Length);
        _output.Write(number);
        _output.Write(bytes);
        _output.Flush();
        Done = true;
    }
}
