using MnistLstm.Runner.Results;

namespace MnistLstm.Runner.Export.Bundles;

/// <summary>The files of a bundle. There are no others, and none lies in a folder.</summary>
internal static class BundleFiles
{
    /// <summary>What a bundle is and what to do with it, for people.</summary>
    public const string ReadMe = "README.txt";

    /// <summary>What was run, with which data, by which sources, and the hashes of the other files.</summary>
    public const string Manifest = "bundle.json";

    /// <summary>The spec's YAML as it lay in <c>experiments/</c>.</summary>
    public const string Spec = "spec.yaml";

    /// <summary>The most bytes a bundle has.</summary>
    public const long MostBytes = 1L << 30;

    private const long Small = 1L << 20;
    private const long OfAll = 64L << 20;

    /// <summary>All of them, in the order they stand in.</summary>
    public static IReadOnlyList<string> All { get; } = [ReadMe, Manifest, Spec, RunFiles.Epochs, RunFiles.Model];

    /// <summary>The most bytes a file may have.</summary>
    public static long Limit(string name) => name switch
    {
        RunFiles.Model => MostBytes - OfAll,
        RunFiles.Epochs => OfAll - (3 * Small),
        _ => Small,
    };
}
