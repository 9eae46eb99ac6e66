namespace MnistLstm.Runner.Export.Bundles;

/// <summary>Why a bundle cannot be verified by this program as it is.</summary>
/// <param name="Reason">What is in the way.</param>
/// <param name="Remedy">What to do about it.</param>
/// <param name="AddHelps">Whether the bundle's spec is what is missing.</param>
internal sealed record BundleObstacle(string Reason, string Remedy, bool AddHelps);
