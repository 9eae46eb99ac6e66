using System.Globalization;

namespace MnistLstm.Training.Data.Npy;

/// <summary>Reads the Python dictionary that a NumPy file's header is: <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</c>. Nothing else is
/// Python here, and nothing is executed.</summary>
/// <param name="text">The dictionary and the blanks behind it.</param>
internal sealed class NpyDictionary(string text)
{
    private const int MostDimensions = 32;
    private int _at;

    /// <summary>The header.</summary>
    /// <param name="length">Bytes before the data.</param>
    /// <exception cref="FormatException">It is not such a dictionary.</exception>
    public NpyHeader Read(int length)
    {
        string? type = null;
        bool? fortran = null;
        long[]? shape = null;
        Expect('{');
        while (!Follows('}'))
        {
            string key = Quoted();
            Expect(':');
            switch (key)
            {
                case "descr" when type is null:
                    type = Follows('[', take: false) ? throw new FormatException("it is an array of records; save each field by itself") : Quoted();
                    break;
                case "fortran_order" when fortran is null:
                    fortran = Word() switch { "True" => true, "False" => false,
                        var other => throw new FormatException($"its fortran_order is '{other}', and must be True or False") };
                    break;
                case "shape" when shape is null:
                    shape = Tuple();
                    break;
                default:
                    throw new FormatException(
                        $"its header has the key '{key}' {(key is "descr" or "fortran_order" or "shape" ? "twice" : "that no NumPy file has")}");
            }

            if (!Follows(','))
            {
                Expect('}');
                break;
            }
        }

        return text[_at..].Trim().Length > 0 ? throw new FormatException("something follows the dictionary in its header")
            : type is null || fortran is null || shape is null ? throw new FormatException("its header lacks one of 'descr', 'fortran_order' and 'shape'")
            : new NpyHeader(type, fortran.Value, shape, length);
    }

    private long[] Tuple()
    {
        List<long> sizes = [];
        Expect('(');
        while (!Follows(')'))
        {
            string word = Size();
            if (!long.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out long size) || sizes.Count == MostDimensions)
            {
                throw new FormatException($"its shape has '{word}', which is no size of one of up to {MostDimensions} dimensions");
            }

            sizes.Add(size);
            if (!Follows(','))
            {
                Expect(')');
                break;
            }
        }

        return [.. sizes];
    }

    // All that stands there, so that a message can show it: -3, 16.5.
    private string Size()
    {
        int end = text.AsSpan(_at).IndexOfAny(',', ')');
        string word = text[_at..(end < 0 ? text.Length : _at + end)].Trim();
        _at = end < 0 ? text.Length : _at + end;
        return word.Length > 1 && word[^1] == 'L' ? word[..^1] : word.Length > 40 ? word[..40] + "..." : word;
    }

    private string Quoted()
    {
        Skip();
        char quote = _at < text.Length ? text[_at] : ' ';
        int end = quote is '\'' or '"' ? text.IndexOf(quote, _at + 1) : -1;
        if (end < 0)
        {
            throw new FormatException("its header is no Python dictionary of 'descr', 'fortran_order' and 'shape'");
        }

        string quoted = text[(_at + 1)..end];
        _at = end + 1;
        return quoted;
    }

    private string Word()
    {
        Skip();
        int start = _at;
        while (_at < text.Length && char.IsAsciiLetterOrDigit(text[_at]))
        {
            _at++;
        }

        return text[start.._at];
    }

    private void Expect(char sign)
    {
        if (!Follows(sign))
        {
            throw new FormatException($"its header is damaged: '{sign}' is missing");
        }
    }

    private bool Follows(char sign, bool take = true)
    {
        Skip();
        bool follows = _at < text.Length && text[_at] == sign;
        _at += follows && take ? 1 : 0;
        return follows;
    }

    private void Skip()
    {
        while (_at < text.Length && text[_at] is (' ' or '\n' or '\t'))
        {
            _at++;
        }
    }
}
