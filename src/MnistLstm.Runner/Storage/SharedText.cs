using System.IO.Hashing;
using System.Text;

namespace MnistLstm.Runner.Storage;

/// <summary>
/// Strings of short texts that come again and again in what is read: the keys of ten thousand specs and most of their values. The same text is
/// the same string while it is remembered, and the last of each place is. Safe to use from any thread.
/// </summary>
internal sealed class SharedText
{
    private const int Places = 1024;
    private const int Longest = 64;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The string of a text in UTF-8.</summary>
    public string Of(ReadOnlySpan<byte> text)
    {
        if (text.Length > Longest || !Ascii.IsValid(text))
        {
            return Encoding.UTF8.GetString(text);
        }

        // A string is whole whoever put it there, so nobody waits for anybody.
        ref string? place = ref _texts[XxHash3.HashToUInt64(text) % Places];
        string? known = place;
        if (known is null || !Ascii.Equals(text, known))
        {
            place = known = Encoding.ASCII.GetString(text);
        }

        return known;
    }
}
