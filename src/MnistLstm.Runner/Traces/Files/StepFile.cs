using System.Globalization;
using System.Security.Cryptography;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Traces.Content;

namespace MnistLstm.Runner.Traces.Files;

/// <summary>
/// The values of one tensor at one place of a training, to be carried to the side that has the other ones: magic, header, environment,
/// place, raw values, SHA-256 of all of it.
/// </summary>
/// <param name="Side">The side whose values they are.</param>
/// <param name="Place">What they are, and which trace they differ from.</param>
/// <param name="Values">The raw values.</param>
internal sealed record StepFile(TraceSide Side, StepPlace Place, byte[] Values)
{
    /// <summary>What is put behind a trace's name to name its step file.</summary>
    public const string Ending = ".step";

    /// <summary>The tensor.</summary>
    public TraceTensor Tensor => Side.Header.Layout().Of(Place.Position.Record)[Place.Entry];

    /// <summary>Writes the file, whole or not at all.</summary>
    public void Write(OutputFile file)
    {
        byte[] content =
        [
            .. TraceFormat.StepMagic,
            .. TraceFormat.Block(Side.Header, TraceJsonContext.Default.TraceHeader),
            .. TraceFormat.Block(Side.Environment, TraceJsonContext.Default.TraceEnvironment),
            .. TraceFormat.Block(Place, TraceJsonContext.Default.StepPlace),
        ];
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(content);
        hash.AppendData(Values);
        file.Write(stream =>
        {
            stream.Write(content);
            stream.Write(Values);
            stream.Write(hash.GetHashAndReset());
        });
    }

    /// <summary>Reads a file.</summary>
    /// <exception cref="TraceException">It is missing, none, damaged, or of another version.</exception>
    public static StepFile Read(string path)
    {
        using FileStream stream = TraceFile.Open(path, TraceFormat.StepMagic, "step file");
        return TraceFile.Checked(path, () => Read(stream));
    }

    private static StepFile Read(FileStream stream)
    {
        TraceHeader header = TraceFormat.ReadBlock(stream, TraceJsonContext.Default.TraceHeader, out byte[] rawHeader);
        TraceEnvironment environment = TraceFormat.ReadBlock(stream, TraceJsonContext.Default.TraceEnvironment, out byte[] rawEnvironment);
        StepPlace place = TraceFormat.ReadBlock(stream, TraceJsonContext.Default.StepPlace, out byte[] rawPlace);
        long left = stream.Length - stream.Position - SHA256.HashSizeInBytes;
        if (left is < 0 or > int.MaxValue)
        {
            throw new EndOfStreamException(string.Create(CultureInfo.InvariantCulture, $"{left} bytes are left for the values"));
        }

        byte[] values = new byte[left];
        stream.ReadExactly(values);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(TraceFormat.StepMagic);
        hash.AppendData(rawHeader);
        hash.AppendData(rawEnvironment);
        hash.AppendData(rawPlace);
        hash.AppendData(values);
        TraceFile.Expect(stream, hash.GetHashAndReset());
        return place.IsIn(header) ? new StepFile(new TraceSide(header, environment), place, values)
            : throw new InvalidDataException("it is of a place that its training does not have");
    }
}
