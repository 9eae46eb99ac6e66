using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Values;

namespace MnistLstm.Generators.Parsing.Families;

/// <summary>What a spec says of its runs' differences, read but not expanded.</summary>
/// <param name="Matrix">The matrix's keys in file order; empty without one.</param>
/// <param name="Search">What to draw at random; null without a search.</param>
/// <param name="Excluded">What to leave out of the matrix.</param>
/// <param name="Cases">The cases.</param>
/// <param name="Seeds">The seeds; empty where the spec has one only.</param>
internal sealed record Family(
    IReadOnlyList<MatrixKey> Matrix,
    Search? Search,
    IReadOnlyList<IReadOnlyList<KeyValue>> Excluded,
    IReadOnlyList<FamilyCase> Cases,
    IReadOnlyList<KeyValue> Seeds)
{
    /// <summary>The keys that some run has a value of its own for: the matrix's or the search's in file order, then those of the cases, the seed
    /// last.</summary>
    public IReadOnlyList<SpecKey> Keys() => Columns
        .Concat(Cases.SelectMany(item => item.Values).Select(value => value.Key))
        .Concat(Seeds.Select(seed => seed.Key))
        .Distinct()
        .ToArray();

    /// <summary>Values that runs have of their own; of numbers that a search draws the least and the greatest it may.</summary>
    public IEnumerable<KeyValue> Values => Matrix.SelectMany(column => column.Values)
        .Concat(Search?.Keys.SelectMany(column => column.Values) ?? [])
        .Concat(Cases.SelectMany(item => item.Values));

    /// <summary>The matrix's keys, or the search's; in file order.</summary>
    public IEnumerable<SpecKey> Columns => Matrix.Select(column => column.Key).Concat(Search?.Keys.Select(column => column.Key) ?? []);
}

/// <summary>A key of the matrix with its values.</summary>
internal sealed record MatrixKey(SpecKey Key, TextSpan KeySpan, IReadOnlyList<KeyValue> Values);

/// <summary>A case: a run of its own.</summary>
/// <param name="Span">Where it begins.</param>
/// <param name="Values">Its values in the order in which names give them.</param>
internal sealed record FamilyCase(TextSpan Span, IReadOnlyList<KeyValue> Values);
