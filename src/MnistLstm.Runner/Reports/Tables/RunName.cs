using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Reports.Tables;

/// <summary>A run's name taken apart: the family, and the keys that its own values are given for.</summary>
internal static class RunName
{
    /// <summary>The keys of a family's run, in its name's order: <c>hidden_size</c> and <c>seed</c> of <c>f[hidden_size=32,seed=1]</c>; none for a run without
    /// a family.</summary>
    public static IReadOnlyList<string> VariedKeys(RunSpec spec)
    {
        string name = spec.Name;
        if (name.Length <= spec.Experiment.Length + 1 || name[spec.Experiment.Length] != '[' || name[^1] != ']')
        {
            return [];
        }

        // A value may hold commas and brackets itself (a model's does), so each is taken at its full length.
        List<string> keys = [];
        for (int at = spec.Experiment.Length; name[at] != ']';)
        {
            if (spec.Settings.FirstOrDefault(s => IsAt(name, at + 1, s)) is not { } setting)
            {
                return [];
            }

            keys.Add(setting.Key);
            at += 1 + setting.Key.Length + 1 + setting.Value.Length;
        }

        return keys;
    }

    /// <summary>What a row's first column says: the family's name where columns say the rest, else the run's own.</summary>
    public static string Label(RunSpec spec, string own) => VariedKeys(spec).Count > 0 ? spec.Experiment : own;

    private static bool IsAt(string name, int at, Setting setting)
    {
        string text = $"{setting.Key}={setting.Value}";
        return string.CompareOrdinal(name, at, text, 0, text.Length) == 0 && at + text.Length < name.Length && name[at + text.Length] is ',' or ']';
    }
}
