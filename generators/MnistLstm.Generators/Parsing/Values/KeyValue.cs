using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Parsing.Keys;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>The value of a result-affecting key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Canonical">The value in canonical text.</param>
/// <param name="Digits">The YAML's own digits of a float; else the canonical text.</param>
/// <param name="Level">Where it is from.</param>
/// <param name="KeySpan">Where the key stands; nowhere for a default.</param>
/// <param name="Span">Where the value stands.</param>
/// <param name="Line">The line that gives it, from 1; 0 for a default.</param>
internal sealed record KeyValue(SpecKey Key, string Canonical, string Digits, ValueLevel Level, TextSpan KeySpan, TextSpan Span, int Line)
{
    /// <summary>The default of a key that has one.</summary>
    public static KeyValue Default(SpecKey key) => new(key, key.Default!, key.Default!, ValueLevel.Default, default, default, 0);
}
