using System.Runtime.CompilerServices;
using System.Text;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Results.Texts;

/// <summary>
/// Reads specs as <see cref="SpecJson"/> writes their values, one key a line. Ten thousand specs of a family differ in a line or two, so the lines of one are
/// kept, and those of the next are held against them. Safe to use from any thread.
/// </summary>
/// <param name="indent">What stands before each key, its line feed included.</param>
internal sealed class WrittenSpec(string indent)
{
    private readonly byte[] _indent = Encoding.ASCII.GetBytes(indent);
    private readonly SharedText _texts = new();

    // It is whole whoever put it there, so nobody waits for anybody.
    private Known _known = new([], []);

    /// <summary>A spec's keys with their values in canonical text, from behind the brace to the end of the last value; null where a key stands twice. It
    /// means nothing where the text is not as written.</summary>
    /// <param name="json">The text.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public IReadOnlyList<KeyValuePair<string, string>>? Read(ref WrittenJson json)
    {
        WrittenJson start = json;
        Known known = _known;
        List<(int Index, KeyValuePair<string, string> Pair)>? others = null;
        bool sameKeys = true;
        int count = 0;
        do
        {
            bool isKnown = count < known.Lines.Length && Passes(ref json, known.Lines[count]);
            if (!isKnown)
            {
                KeyValuePair<string, string> pair = Next(ref json);
                (others ??= []).Add((count, pair));
                sameKeys &= count < known.Pairs.Length && string.Equals(pair.Key, known.Pairs[count].Key);
            }

            count++;
        }
        while (json.Passes(","u8));
        return sameKeys && count == known.Pairs.Length ? SpecPairs.Of(known.Pairs, others) : ReadAnew(start);
    }

    private static bool Passes(ref WrittenJson json, byte[] line)
    {
        ReadOnlySpan<byte> rest = json.Rest;
        return rest.Length > line.Length && rest[line.Length] is (byte)',' or (byte)'\n' && json.Passes(line);
    }

    private KeyValuePair<string, string>[]? ReadAnew(WrittenJson json)
    {
        List<byte[]> lines = [];
        List<KeyValuePair<string, string>> pairs = [];
        HashSet<string> keys = new(StringComparer.Ordinal);
        do
        {
            ReadOnlySpan<byte> line = json.Rest;
            KeyValuePair<string, string> pair = Next(ref json);
            if (!json.IsAsWritten || !keys.Add(pair.Key))
            {
                return null;
            }

            lines.Add(line[..^json.Rest.Length].ToArray());
            pairs.Add(pair);
        }
        while (json.Passes(","u8));
        _known = new Known([.. lines], [.. pairs]);
        return _known.Pairs;
    }

    private KeyValuePair<string, string> Next(ref WrittenJson json)
    {
        json.Pass(_indent);
        string key = _texts.Of(json.Text());
        json.Pass(": "u8);
        return KeyValuePair.Create(key, Value(ref json));
    }

    private string Value(ref WrittenJson json)
    {
        switch (json.Rest)
        {
            case [(byte)'"', ..]:
                ReadOnlySpan<byte> text = json.Text();
                WrittenJson number = new(text);
                number.Number();
                if (number.IsWhole)
                {
                    // Numbers are written as such.
                    json.Refuse();
                }

                return _texts.Of(text);
            case [(byte)'t', ..]:
                json.Pass("true"u8);
                return "true";
            case [(byte)'f', ..]:
                json.Pass("false"u8);
                return "false";
            default:
                return _texts.Of(json.Number());
        }
    }

    /// <summary>A spec that was read, line for line. No key stands twice in it.</summary>
    private sealed record Known(byte[][] Lines, KeyValuePair<string, string>[] Pairs);
}
