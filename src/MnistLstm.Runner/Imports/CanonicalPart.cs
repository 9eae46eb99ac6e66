using System.Security.Cryptography;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Training.Data.Npy;

namespace MnistLstm.Runner.Imports;

/// <summary>A part as it is stored: the bytes of its two NumPy files, and their hashes.</summary>
/// <param name="Values">The sequences.</param>
/// <param name="Answers">The classes, or targets.</param>
/// <param name="Steps">T.</param>
/// <param name="Features">I.</param>
internal sealed record CanonicalPart(RawValues Values, CanonicalAnswers Answers, int Steps, int Features)
{
    private byte[] InputHeader => NpyHeader.Write(Values.AreFloats ? "<f4" : "|u1", Count, Steps, Features);

    /// <summary>N.</summary>
    public int Count => Answers.Count;

    /// <summary>SHA-256 of the sequences' file.</summary>
    public string InputsSha256 => Hash(WriteInputs);

    /// <summary>SHA-256 of the file of classes or targets.</summary>
    public string AnswersSha256 => Hash(Answers.Write);

    /// <summary>Writes the sequences' file.</summary>
    public void WriteInputs(Stream stream)
    {
        stream.Write(InputHeader);
        stream.Write(Values.Stored);
    }

    private static string Hash(Action<Stream> write)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using HashStream stream = new(hash);
        write(stream);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Hashes what is written to it.</summary>
    private sealed class HashStream(IncrementalHash hash) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override void Flush()
        {
            // Nothing is held back.
        }

        public override void Write(ReadOnlySpan<byte> buffer) => hash.AppendData(buffer);

        public override void Write(byte[] buffer, int offset, int count) => hash.AppendData(buffer, offset, count);

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
