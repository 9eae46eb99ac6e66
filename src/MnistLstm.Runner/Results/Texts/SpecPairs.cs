using System.Collections;

namespace MnistLstm.Runner.Results.Texts;

/// <summary>A spec's keys and values where it differs in a few of them from another one, which both are kept with once.</summary>
internal sealed class SpecPairs : IReadOnlyList<KeyValuePair<string, string>>
{
    private const int Few = 8;

    private readonly KeyValuePair<string, string>[] _common;
    private readonly (int Index, KeyValuePair<string, string> Pair)[] _own;

    private SpecPairs(KeyValuePair<string, string>[] common, (int Index, KeyValuePair<string, string> Pair)[] own) => (_common, _own) = (common, own);

    /// <inheritdoc/>
    public int Count => _common.Length;

    /// <inheritdoc/>
    public KeyValuePair<string, string> this[int index]
    {
        get
        {
            foreach ((int own, KeyValuePair<string, string> pair) in _own)
            {
                if (own == index)
                {
                    return pair;
                }
            }

            return _common[index];
        }
    }

    /// <summary>A spec's pairs.</summary>
    /// <param name="common">Those of another spec with the same keys.</param>
    /// <param name="own">The ones that differ, by their places; null for none.</param>
    public static IReadOnlyList<KeyValuePair<string, string>> Of(KeyValuePair<string, string>[] common,
        List<(int Index, KeyValuePair<string, string> Pair)>? own)
    {
        if (own is null)
        {
            return common;
        }

        SpecPairs pairs = new(common, [.. own]);
        return own.Count <= Few ? pairs : [.. pairs];
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator()
    {
        for (int i = 0; i < _common.Length; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
