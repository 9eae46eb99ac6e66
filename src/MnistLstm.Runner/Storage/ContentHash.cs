using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace MnistLstm.Runner.Storage;

/// <summary>SHA-256 of what is stored, in lower-case hex digits.</summary>
internal static class ContentHash
{
    /// <summary>Digits of a hash.</summary>
    public const int Digits = SHA256.HashSizeInBytes * 2;

    /// <summary>The first digits of a text's hash, in UTF-8.</summary>
    public static string Of(string text, int digits)
    {
        byte[] content = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        Span<byte> all = stackalloc byte[Digits];
        Write(content.AsSpan(0, Encoding.UTF8.GetBytes(text, content)), all);
        ArrayPool<byte>.Shared.Return(content);
        return Encoding.ASCII.GetString(all[..digits]);
    }

    /// <summary>Writes a content's hash in ASCII.</summary>
    public static void Write(ReadOnlySpan<byte> content, Span<byte> digits)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(content, hash);
        Convert.TryToHexStringLower(hash, digits, out _);
    }

    /// <summary>Whether a content has a hash.</summary>
    public static bool Is(ReadOnlySpan<byte> content, string expected)
    {
        Span<byte> digits = stackalloc byte[Digits];
        Write(content, digits);
        return Ascii.Equals(digits, expected);
    }
}
