using System;
using System.Text;
using System.Text.RegularExpressions;

namespace MnistLstm.Generators.Parsing.Names;

/// <summary>What a file or folder could be called instead: <c>Größe (neu)</c> becomes <c>groesse-neu</c>. Compiled into the program, too.</summary>
internal static class SuggestedName
{
    // Letters with marks, and beside each what it is without. Written out, since a system without language data knows no decomposition.
    private const string Marked = "àáâãåāăąçćčďđèéêëēėęěğìíîïīįıķĺļľłñńņňòóôõōőøŕřśşšțţťùúûūůűųýÿźżžæœäöüßþð";

    private static readonly string[] s_plain =
        ("a a a a a a a a c c c d d e e e e e e e e g i i i i i i i k l l l l n n n n o o o o o o o r r s s s t t t "
            + "u u u u u u u y y z z z ae oe ae oe ue ss th d").Split(' ');

    private static readonly Regex s_other = new("[^a-z0-9._-]+", RegexOptions.CultureInvariant);

    /// <summary>An allowed name that resembles a segment; null where too little is left of it.</summary>
    public static string? For(string segment)
    {
        StringBuilder plain = new();
        foreach (char letter in Composed(segment).ToLowerInvariant())
        {
            int at = Marked.IndexOf(letter);
            plain.Append(at < 0 ? letter.ToString() : s_plain[at]);
        }

        string name = s_other.Replace(plain.ToString(), "-").Trim('-', '.', '_');
        name = NameRules.IsDevice(name) ? name.Insert(name.IndexOf('.') is var dot && dot < 0 ? name.Length : dot, "-x") : name;
        return name.Length > 0 && name != segment && NameRules.IsSegment(name) ? name : null;
    }

    // A Mac hands over an "ö" as two characters.
    private static string Composed(string segment)
    {
        try
        {
            return segment.Normalize(NormalizationForm.FormC);
        }
        catch (ArgumentException)
        {
            // Half of a pair of surrogates is no text, but can be in a file's name.
            return segment;
        }
    }
}
