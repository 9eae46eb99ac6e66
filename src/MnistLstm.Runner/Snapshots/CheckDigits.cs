using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

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
