using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Results;

/// <summary>
/// The hash that guards run.json itself. It stands last in the file, within <c>environment</c>, since it covers the times and the machine, too, which are not
/// the same for the same run; it is taken over every byte before it but the hash of the sources. What stands there decides nothing but whether the result is
/// compared: an altered one makes a result of other sources, and they say so.
/// </summary>
internal static class ManifestCheck
{
    private const int Digits = SHA256.HashSizeInBytes * 2;

    /// <summary>What stands in the hash's place until it is known.</summary>
    public static string Blank { get; } = new('0', Digits);

    // Within a text, each of these quotation marks would be escaped.
    private static ReadOnlySpan<byte> Key => "\"check\": \""u8;

    private static ReadOnlySpan<byte> Sources => "\"sources_sha256\": \""u8;

    /// <summary>Puts the hash in its place.</summary>
    /// <exception cref="InvalidOperationException">There is no such place.</exception>
    public static void Set(Span<byte> json)
    {
        int at = json.LastIndexOf(Key);
        Span<byte> place = at < 0 || json.Length < at + Key.Length + Digits ? throw new InvalidOperationException("run.json has no place for its check")
            : json.Slice(at + Key.Length, Digits);
        Of(json[..at], place);
    }

    /// <summary>Makes sure that the file is as it was written. One without a hash is of a version that had none.</summary>
    /// <exception cref="JsonException">It is not.</exception>
    public static void Demand(ReadOnlySpan<byte> json)
    {
        int at = json.LastIndexOf(Key);
        if (at < 0)
        {
            return;
        }

        ReadOnlySpan<byte> there = json[(at + Key.Length)..];
        Span<byte> expected = stackalloc byte[Digits];
        Of(json[..at], expected);
        if (!there.StartsWith(expected))
        {
            throw new JsonException($"{RunFiles.Manifest} was changed since it was written");
        }
    }

    private static void Of(ReadOnlySpan<byte> before, Span<byte> digits)
    {
        int sources = before.IndexOf(Sources);
        int start = sources < 0 ? before.Length : sources + Sources.Length;
        int end = Math.Min(start + Digits, before.Length);
        byte[] hashed = ArrayPool<byte>.Shared.Rent(before.Length);
        before[..start].CopyTo(hashed);
        before[end..].CopyTo(hashed.AsSpan(start));
        ContentHash.Write(hashed.AsSpan(0, before.Length - (end - start)), digits);
        ArrayPool<byte>.Shared.Return(hashed);
    }
}
