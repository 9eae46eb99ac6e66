using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training.Networks;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>One key of a spec: all that the parser, the documentation and the editors' schema know of it.</summary>
internal sealed record SpecKey(string Name, ValueKind Kind, string Summary)
{
    /// <summary>Whether a spec must give it.</summary>
    public bool Required { get; init; }

    /// <summary>What serves when it is absent, in canonical text; null where nothing does.</summary>
    public string? Default { get; init; }

    /// <summary>The range of a number, or of a list's numbers; null: any.</summary>
    public NumberRange? Range { get; init; }

    /// <summary>Whether the arithmetic takes the number as a float32, so that it must be one: neither beyond the largest nor rounded to 0.</summary>
    public bool IsSingle { get; init; }

    /// <summary>The numbers an integer may be, ascending; empty: all of its range.</summary>
    public IReadOnlyList<long> Numbers { get; init; } = [];

    /// <summary>The words it may be.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>The optimizers that have it, which alone may be given it; empty for a key that any spec may give.</summary>
    public IReadOnlyList<string> Optimizers { get; init; } = [];

    /// <summary>The schedulers that have it, which alone may be given it; empty for a key that any spec may give.</summary>
    public IReadOnlyList<string> Schedulers { get; init; } = [];

    /// <summary>The cells that have it, which alone may be given it; empty for a key that any spec may give.</summary>
    public IReadOnlyList<string> Cells { get; init; } = [];

    /// <summary>The schedulers that cannot do without it.</summary>
    public IReadOnlyList<string> NeededBy { get; init; } = [];

    /// <summary>Whether it is a number, or a list of them, that may be left to a word: <c>all</c>, <c>epochs</c>.</summary>
    public bool DefaultsToWord =>
        Kind is ValueKind.Integer or ValueKind.Float or ValueKind.IntegerList or ValueKind.FloatList
        && Default is not null && Default[0] != '[' && !NumberText.IsFloat(Default);

    /// <summary>How many numbers a list must have; null: any.</summary>
    public int? Count { get; init; }

    /// <summary>The key that a user means who gives this one to an optimizer or a scheduler without it; null where none is likely.</summary>
    public string? Elsewhere { get; init; }

    /// <summary>What a value other than the default asks of another key; null: nothing.</summary>
    public KeyNeed? Needs { get; init; }

    /// <summary>Values as a spec has them, for the documentation; where none is given, the default is one.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>What its value is, where the kind does not say it.</summary>
    public string? Form { get; init; }

    /// <summary>Whether another value can give another result; only such keys are settings of a run.</summary>
    public bool AffectsResult { get; init; }

    /// <summary>Names other tools have for it, for "did you mean".</summary>
    public IReadOnlyList<string> AlsoCalled { get; init; } = [];

    /// <summary>What its value is, to follow "must be": <c>an integer from 1 to 4096</c>.</summary>
    public string Expected => Form ?? Kind switch
    {
        ValueKind.Integer when Numbers.Count > 0 => $"{string.Join(", ", Numbers.Take(Numbers.Count - 1))} or {Numbers[Numbers.Count - 1]}",
        ValueKind.Integer => Range is null ? "a 64-bit integer" : $"an integer {Range}",
        ValueKind.Float => $"a number {Range}",
        ValueKind.Boolean => "true or false",
        ValueKind.Word or ValueKind.WeightInit => WordList(Words),
        ValueKind.Text => "text",
        ValueKind.FloatList => $"a list of numbers {Range}",
        ValueKind.List => "a list",
        ValueKind.Nothing => "a word alone",
        _ => "a list of 'key: value' lines",
    };

    /// <summary>Whether a spec with this optimizer may give it.</summary>
    public bool IsFor(string optimizer) => Optimizers.Count == 0 || Optimizers.Contains(optimizer);

    /// <summary>Whether a function of <c>torch.nn.init</c> can have an argument here.</summary>
    public static bool TakesArgument(string word) => WeightInit.Argument(word) is not null;

    /// <summary>A key as somebody may have written it, in the form that ours have: <c>Batch-Size</c> is <c>batch_size</c>.</summary>
    public static string Plain(string written) => written.ToLowerInvariant().Replace('-', '_');

    /// <summary>The key that a word means by our name or one of other tools; null where it means none of them.</summary>
    public static SpecKey? Called(IEnumerable<SpecKey> keys, string written)
    {
        string plain = Plain(written);
        return keys.FirstOrDefault(key => key.Name == plain || key.AlsoCalled.Contains(plain));
    }

    /// <summary>Words as a choice: <c>'last', 'final_states' or 'mean'</c>.</summary>
    public static string WordList(IReadOnlyList<string> words) =>
        words.Count == 1 ? $"'{words[0]}'" : string.Join(", ", words.Take(words.Count - 1).Select(word => $"'{word}'")) + $" or '{words[words.Count - 1]}'";
}
