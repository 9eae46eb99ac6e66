using System.Buffers.Binary;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using MnistLstm.Runner.Traces.Content;
using MnistLstm.Runner.Traces.Files;

namespace MnistLstm.Runner.Traces.Live;

/// <summary>The asking side of two programs in lock step; see <see cref="LockStep"/>.</summary>
internal sealed class LockStepSource : ITraceSource
{
    private const int LongestLine = 200;

    private readonly Stream _input;
    private readonly Stream _output;
    private readonly Func<Exception, Exception> _explain;

    /// <summary>Reads the other side's head.</summary>
    /// <param name="input">What the other side says.</param>
    /// <param name="output">What it hears.</param>
    /// <param name="explain">Turns the end of a stream into what it means.</param>
    public LockStepSource(Stream input, Stream output, Func<Exception, Exception> explain)
    {
        (_input, _output, _explain) = (input, output, explain);
        Side = Guard(ReadHead);
    }

    /// <summary>The other side.</summary>
    public TraceSide Side { get; }

    /// <inheritdoc/>
    public void Read(Span<ulong> entries)
    {
        try
        {
            _input.ReadExactly(MemoryMarshal.AsBytes(entries));
        }
        catch (IOException error)
        {
            throw _explain(error);
        }
    }

    /// <inheritdoc/>
    public void GoOn() => Say([LockStep.GoOn]);

    /// <inheritdoc/>
    public byte[] Values(int entry)
    {
        byte[] question = new byte[1 + sizeof(int)];
        question[0] = LockStep.GiveValues;
        BinaryPrimitives.WriteInt32LittleEndian(question.AsSpan(1), entry);
        Say(question);
        return Guard(() =>
        {
            byte[] length = new byte[sizeof(int)];
            _input.ReadExactly(length);
            byte[] values = new byte[BinaryPrimitives.ReadInt32LittleEndian(length)];
            _input.ReadExactly(values);
            return values;
        });
    }

    private void Say(byte[] words) => Guard(() =>
    {
        _output.Write(words);
        _output.Flush();
        return true;
    });

    private TraceSide ReadHead()
    {
        byte[] magic = new byte[TraceFormat.MagicBytes];
        _input.ReadExactly(magic);
        if (!TraceFormat.TraceMagic.SequenceEqual(magic))
        {
            throw new TraceException(TraceFormat.SameKind(magic, TraceFormat.TraceMagic)
                ? $"the other program speaks version {(char)magic[^1]} of traces, this one version {(char)TraceFormat.TraceMagic[^1]}; compare builds that "
                    + $"speak the same one"
                : $"the other program printed '{RestOfLine(magic)}' where a trace should begin; it must print nothing of its own, so start the built .dll "
                    + $"(dotnet run may build first and report that)");
        }

        TraceHeader header = TraceFormat.ReadBlock(_input, TraceJsonContext.Default.TraceHeader, out _);
        TraceEnvironment environment = TraceFormat.ReadBlock(_input, TraceJsonContext.Default.TraceEnvironment, out _);
        return header.IsSound() ? new TraceSide(header, environment) : throw new TraceException("the other program's trace has a header that makes no sense");
    }

    /// <summary>What stands where a trace should begin, for a message.</summary>
    private string RestOfLine(byte[] beginning)
    {
        List<byte> line = [.. beginning];
        while (line.Count < LongestLine && !line.Contains((byte)'\n') && _input.ReadByte() is >= 0 and int next)
        {
            line.Add((byte)next);
        }

        string text = Encoding.UTF8.GetString([.. line]).Split('\n')[0].Trim();
        return new string([.. text.Select(c => char.IsControl(c) ? '.' : c)]);
    }

    private T Guard<T>(Func<T> talk)
    {
        try
        {
            return talk();
        }
        catch (InvalidDataException error)
        {
            throw new TraceException(string.Create(CultureInfo.InvariantCulture, $"the other program's trace cannot be read: {error.Message}"), error);
        }
        catch (IOException error)
        {
            throw _explain(error);
        }
    }
}
