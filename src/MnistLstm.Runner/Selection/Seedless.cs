using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Selection;

/// <summary>What runs of an experiment that differ in nothing but the seed have in common.</summary>
internal static class Seedless
{
    /// <summary>The name without the seed, which stands last in it.</summary>
    public static string NameOf(RunSpec spec)
    {
        string own = $"{SpecKeys.Seed}={spec[SpecKeys.Seed]}]";
        return !spec.Name.EndsWith(own, StringComparison.Ordinal) ? spec.Name
            : spec.Name[..^own.Length] is var rest && rest.EndsWith(',') ? rest[..^1] + "]"
            : rest[..^1];
    }
}
