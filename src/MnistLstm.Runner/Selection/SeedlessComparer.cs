using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Selection;

/// <summary>Takes runs of an experiment that differ in nothing but the seed for the same.</summary>
internal sealed class SeedlessComparer : IEqualityComparer<RunSpec>
{
    /// <summary>The one there is.</summary>
    public static SeedlessComparer Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(RunSpec? x, RunSpec? y)
    {
        if (x is null || y is null || x.Experiment != y.Experiment)
        {
            return x is null && y is null;
        }

        (IReadOnlyList<Setting> a, IReadOnlyList<Setting> b) = (x.Settings, y.Settings);
        for (int i = 0, j = 0; ; i++, j++)
        {
            i = i < a.Count && a[i].Key == SpecKeys.Seed ? i + 1 : i;
            j = j < b.Count && b[j].Key == SpecKeys.Seed ? j + 1 : j;
            if (i >= a.Count || j >= b.Count)
            {
                return i >= a.Count && j >= b.Count;
            }

            (Setting one, Setting other) = (a[i], b[j]);
            if (!ReferenceEquals(one, other) && (one.Key != other.Key || one.Value != other.Value))
            {
                return false;
            }
        }
    }

    /// <inheritdoc/>
    public int GetHashCode(RunSpec obj)
    {
        HashCode hash = default;
        hash.Add(obj.Experiment, StringComparer.Ordinal);
        for (int i = 0; i < obj.Settings.Count; i++)
        {
            Setting setting = obj.Settings[i];
            if (setting.Key != SpecKeys.Seed)
            {
                hash.Add(setting.Value, StringComparer.Ordinal);
            }
        }

        return hash.ToHashCode();
    }
}
