using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Snapshots;

/// <summary>
/// The eight hex digits that guard a line: the first of SHA-256 over the check before it, a line feed, and the line's own keys and values
/// as they stand in the file. Spaces between them do not count; every digit does.
/// </summary>
internal sealed class CheckDigits
{
    private const int Bytes = 4;

    // Kept from line to line: a file may hold ten thousands of them.
    private readonly ArrayBufferWriter<byte> _text = new(1024);

    /// <summary>The first check of a run, over its name, engine, spec and, where it has hooks, their hash (all as JSON).</summary>
    public string OfHead(string name, string engine, IEnumerable<(string Key, string Json)> spec, string? hooks) =>
        Of("", [("name", name), ("engine", engine), .. spec, .. hooks is null ? Array.Empty<(string, string)>() : [(SnapshotFile.HooksKey, hooks)]]);

    /// <summary>The same of what was read.</summary>
    public string OfHead(JsonElement name, JsonElement engine, JsonElement spec, JsonElement? hooks)
    {
        Begin("");
        Add("name"u8, JsonMarshal.GetRawUtf8Value(name));
        Add("engine"u8, JsonMarshal.GetRawUtf8Value(engine));
        foreach (JsonProperty property in spec.EnumerateObject())
        {
            Add(property);
        }

        if (hooks is { } hash)
        {
            Add(Encoding.UTF8.GetBytes(SnapshotFile.HooksKey), JsonMarshal.GetRawUtf8Value(hash));
        }

        return Digits();
    }

    /// <summary>The check of an epoch.</summary>
    public string OfEpoch(string previous, IEnumerable<(string Key, string Json)> fields) => Of(previous, fields);

    /// <summary>The same of what was read, the check itself left out.</summary>
    public string OfEpoch(string previous, JsonElement line)
    {
        Begin(previous);
        foreach (JsonProperty property in line.EnumerateObject())
        {
            if (!property.NameEquals(SnapshotFile.CheckKey))
            {
                Add(property);
            }
        }

        return Digits();
    }

    /// <summary>Whether a check is that of members as <see cref="SnapshotFile"/> writes them, which was looked at before: keys and values in which nothing is
    /// escaped.</summary>
    /// <param name="check">The check.</param>
    /// <param name="previous">The check before it; empty for a head.</param>
    /// <param name="members">The members with the commas and blanks between them.</param>
    /// <param name="second">Members of elsewhere that come after them.</param>
    /// <param name="third">Members that come last.</param>
    public static bool Fits(ReadOnlySpan<byte> check, ReadOnlySpan<byte> previous, ReadOnlySpan<byte> members, ReadOnlySpan<byte> second = default,
        ReadOnlySpan<byte> third = default)
    {
        // A member is shorter without its quotation marks and the blank, also where a line feed is put behind it.
        byte[] text = ArrayPool<byte>.Shared.Rent(previous.Length + 1 + members.Length + second.Length + third.Length);
        previous.CopyTo(text);
        text[previous.Length] = (byte)'\n';
        int length = previous.Length + 1;
        length += Gather(members, text.AsSpan(length));
        length += Gather(second, text.AsSpan(length));
        length += Gather(third, text.AsSpan(length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text.AsSpan(0, length), hash);
        ArrayPool<byte>.Shared.Return(text);
        Span<byte> digits = stackalloc byte[2 * Bytes];
        Convert.TryToHexStringLower(hash[..Bytes], digits, out _);
        return check.SequenceEqual(digits);
    }

    /// <summary>Writes members as the digits are taken over them, and returns the length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Gather(ReadOnlySpan<byte> members, Span<byte> text)
    {
        int end = 0;
        for (int at = 0; ;)
        {
            while (at < members.Length && members[at] != '"')
            {
                at++;
            }

            if (at == members.Length)
            {
                return end;
            }

            for (at++; members[at] != '"'; at++)
            {
                text[end++] = members[at];
            }

            text[end++] = (byte)'=';
            at += "\": ".Length;
            if (members[at] == '"')
            {
                do
                {
                    text[end++] = members[at++];
                }
                while (members[at] != '"');
                text[end++] = members[at++];
            }
            else
            {
                while (at < members.Length && members[at] is not ((byte)',' or (byte)'\n'))
                {
                    text[end++] = members[at++];
                }
            }

            text[end++] = (byte)'\n';
        }
    }

    private string Of(string previous, IEnumerable<(string Key, string Json)> fields)
    {
        Begin(previous);
        foreach ((string key, string json) in fields)
        {
            Add(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes(json));
        }

        return Digits();
    }

    private void Begin(string previous)
    {
        _text.ResetWrittenCount();
        Encoding.UTF8.GetBytes(previous, _text);
        _text.Write("\n"u8);
    }

    private void Add(JsonProperty property)
    {
        // A name may be written in more than one way, and is meant as it reads.
        ReadOnlySpan<byte> name = JsonMarshal.GetRawUtf8PropertyName(property);
        Add(name.Contains((byte)'\\') ? Encoding.UTF8.GetBytes(property.Name) : name, JsonMarshal.GetRawUtf8Value(property.Value));
    }

    private void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> json)
    {
        _text.Write(key);
        _text.Write("="u8);
        _text.Write(json);
        _text.Write("\n"u8);
    }

    private string Digits()
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(_text.WrittenSpan, hash);
        return Convert.ToHexStringLower(hash[..Bytes]);
    }
}
