namespace MnistLstm.Runner.Export.Bundles;

/// <summary>A file is no bundle, is damaged or made to do harm, or a bundle cannot be written or verified here. Nothing was written or trained.</summary>
/// <param name="message">What, where, and the remedy.</param>
/// <param name="inner">The cause.</param>
internal sealed class BundleException(string message, Exception? inner = null) : Exception(message, inner);
