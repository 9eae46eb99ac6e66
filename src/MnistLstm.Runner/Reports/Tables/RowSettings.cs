using System.Runtime.CompilerServices;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>What rows have for settings, found in one walk over them: there may be ten thousand, of sixty settings each, most of which are the same.</summary>
internal static class RowSettings
{
    // What is shown of these depends on more than the setting: on the number of seeds, the direction, the network, whether steps are counted.
    private static readonly string[] s_composed = [SpecKeys.Seed, SpecKeys.HiddenSize, SpecKeys.Model, SpecKeys.Epochs];

    /// <summary>The keys in the order of a spec that says its network by the flat ones, if there is one.</summary>
    public static IReadOnlyList<string> Keys(IReadOnlyList<ResultRow> rows)
    {
        List<string> keys = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (bool model in (bool[])[false, true])
        {
            IReadOnlyList<Setting> last = [];
            foreach (IReadOnlyList<Setting> settings in rows.Where(row => row.Spec.HasModelBlock == model).Select(row => row.Spec.Settings))
            {
                if (!HaveTheSameKeys(last, settings))
                {
                    keys.AddRange(settings.Select(setting => setting.Key).Where(known.Add));
                }

                last = settings;
            }
        }

        return keys;
    }

    /// <summary>Whether any of two rows that have a key show something else for it.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="key">The key.</param>
    /// <param name="mayDiffer">Of these rows <see cref="MayDiffer"/>.</param>
    public static bool Differ(IReadOnlyList<ResultRow> rows, string key, IReadOnlySet<string> mayDiffer) =>
        mayDiffer.Contains(key) && rows.Where(row => Says(row, key)).Select(row => ResultColumn.ValueOf(row, key)).Distinct().Skip(1).Any();

    /// <summary>The keys that rows can differ in; in any other none of them does.</summary>
    public static IReadOnlySet<string> MayDiffer(IReadOnlyList<ResultRow> rows)
    {
        HashSet<string> keys = new(s_composed, StringComparer.Ordinal);
        IReadOnlyList<Setting> first = rows.Count == 0 ? [] : rows[0].Spec.Settings;
        foreach (ResultRow row in rows)
        {
            AddDifferent(first, row.Spec.Settings, keys);
        }

        return keys;
    }

    /// <summary>A model says its network in one column, and leaves the flat keys' to the others.</summary>
    private static bool Says(ResultRow row, string key) => key is SpecKeys.Model or SpecKeys.HiddenSize || row.Spec.SettingOf(key) is not null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool HaveTheSameKeys(IReadOnlyList<Setting> a, IReadOnlyList<Setting> b)
    {
        bool same = a.Count == b.Count;
        for (int i = 0; same && i < a.Count; i++)
        {
            (Setting one, Setting other) = (a[i], b[i]);
            same = ReferenceEquals(one, other) || one.Key == other.Key;
        }

        return same;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddDifferent(IReadOnlyList<Setting> first, IReadOnlyList<Setting> settings, HashSet<string> keys)
    {
        if (!HaveTheSameKeys(first, settings))
        {
            keys.UnionWith(first.Concat(settings).Select(setting => setting.Key));
            return;
        }

        for (int i = 0; i < first.Count; i++)
        {
            (Setting one, Setting other) = (first[i], settings[i]);
            if (!ReferenceEquals(one, other) && one.Value != other.Value)
            {
                keys.Add(one.Key);
            }
        }
    }
}
