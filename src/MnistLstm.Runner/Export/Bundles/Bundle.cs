using MnistLstm.Training;

namespace MnistLstm.Runner.Export.Bundles;

/// <summary>A bundle whose files are what it says of them. Whether the numbers are true is another question.</summary>
/// <param name="File">The zip file, as it was named.</param>
/// <param name="Manifest">What bundle.json says.</param>
/// <param name="SpecText">The spec's YAML.</param>
/// <param name="Epochs">The metrics of every epoch.</param>
internal sealed record Bundle(string File, BundleManifest Manifest, string SpecText, IReadOnlyList<EpochMetrics> Epochs);
