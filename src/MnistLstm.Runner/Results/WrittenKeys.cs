using System.Runtime.CompilerServices;

namespace MnistLstm.Runner.Results;

/// <summary>Tells whether a spec's keys are all different. Runs of a family have the same ones, so those that were found to be are remembered. Safe to use
/// from any thread.</summary>
internal sealed class WrittenKeys
{
    private string[] _distinct = [];

    /// <summary>Whether no key stands twice.</summary>
    public bool AreDistinct(List<KeyValuePair<string, string>> pairs)
    {
        // An array is whole whoever put it there, so nobody waits for anybody.
        if (AreThose(_distinct, pairs))
        {
            return true;
        }

        HashSet<string> keys = new(pairs.Count, StringComparer.Ordinal);
        string[] all = [.. pairs.Select(pair => pair.Key)];
        if (!all.All(keys.Add))
        {
            return false;
        }

        _distinct = all;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreThose(string[] keys, List<KeyValuePair<string, string>> pairs)
    {
        bool same = keys.Length == pairs.Count;
        for (int i = 0; same && i < keys.Length; i++)
        {
            same = string.Equals(keys[i], pairs[i].Key);
        }

        return same;
    }
}
