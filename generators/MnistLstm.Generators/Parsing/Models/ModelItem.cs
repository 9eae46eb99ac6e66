using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Values;

namespace MnistLstm.Generators.Parsing.Models;

/// <summary>One item of a spec's <c>model</c>.</summary>
/// <param name="Module">The module.</param>
/// <param name="Span">Where its word stands.</param>
/// <param name="Line">The word's line, from 1.</param>
/// <param name="Values">Its values, those of a recurrent module with their defaults; null when something is wrong with them, which was reported.</param>
internal sealed record ModelItem(SpecKey Module, TextSpan Span, int Line, IReadOnlyList<KeyValue>? Values)
{
    /// <summary>The value of a key, when it has it.</summary>
    public KeyValue? this[SpecKey key] => Values?.FirstOrDefault(value => value.Key == key);
}
