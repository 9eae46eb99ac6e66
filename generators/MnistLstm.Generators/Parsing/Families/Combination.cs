using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Parsing.Values;

namespace MnistLstm.Generators.Parsing.Families;

/// <summary>A run of a family, but for its seed.</summary>
/// <param name="Own">Its own values, in the order in which its name gives them.</param>
/// <param name="Values">All its values.</param>
/// <param name="Span">What part of the spec it is from: a case, or the key that makes it.</param>
/// <param name="IsCase">Whether it is a case.</param>
internal sealed record Combination(IReadOnlyList<KeyValue> Own, RunValues Values, TextSpan Span, bool IsCase)
{
    /// <summary>The own values with a seed's, as a name gives them: <c>hidden_size=32,seed=1</c>.</summary>
    public string Text(KeyValue? seed)
    {
        IEnumerable<string> parts = Own.Select(value => $"{value.Key.Name}={Values.Word(value.Key)}");
        return string.Join(",", seed is null ? parts : parts.Append($"seed={seed.Canonical}"));
    }
}
