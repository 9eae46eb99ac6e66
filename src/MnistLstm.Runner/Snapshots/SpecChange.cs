using System.Runtime.CompilerServices;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Snapshots;

/// <summary>A key of a spec whose value is another one now.</summary>
/// <param name="Key">The key.</param>
/// <param name="Then">Its value then.</param>
/// <param name="Now">Its value now.</param>
internal sealed record SpecChange(string Key, string Then, string Now)
{
    /// <summary>What changed from a resolved spec to the run's, in the order of the run's keys. A key that came later with a default was at that default
    /// before.</summary>
    public static IEnumerable<SpecChange> Between(IReadOnlyList<KeyValuePair<string, string>> then, RunSpec now)
    {
        // As it is for nearly every run, and there are many: the same keys in the same order with the same values.
        if (IsSame(then, now.Settings))
        {
            yield break;
        }

        Dictionary<string, string> before = then.ToDictionary(s => s.Key, s => s.Value, StringComparer.Ordinal);
        // A network that was said by the flat keys is one thing, as the model that says it now is.
        bool wasFlat = now.HasModelBlock && !before.ContainsKey(SpecKeys.Model);
        if (wasFlat)
        {
            before[SpecKeys.Model] = string.Join(", ", then.Where(s => SpecKeys.Network.Contains(s.Key)).Select(s => $"{s.Key} {s.Value}"));
        }

        foreach (Setting setting in now.Settings)
        {
            string? value = before.GetValueOrDefault(setting.Key) ?? setting.Default;
            if (value != setting.Value)
            {
                yield return new SpecChange(setting.Key, value ?? "(not there)", setting.Value);
            }
        }

        foreach ((string key, string value) in then.Where(
            s => now.Settings.All(setting => setting.Key != s.Key) && !(wasFlat && SpecKeys.Network.Contains(s.Key))))
        {
            yield return new SpecChange(key, value, "(no such key now)");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool IsSame(IReadOnlyList<KeyValuePair<string, string>> then, IReadOnlyList<Setting> now)
    {
        bool same = then.Count == now.Count;
        for (int i = 0; same && i < then.Count; i++)
        {
            (KeyValuePair<string, string> before, Setting setting) = (then[i], now[i]);
            same = before.Key == setting.Key && before.Value == setting.Value;
        }

        return same;
    }

    /// <summary><c>learning_rate 0.01 -> 0.02</c>.</summary>
    public override string ToString() => $"{Key} {Then} -> {Now}";
}
