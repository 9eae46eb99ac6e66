using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Export.Bundles;

/// <summary>Makes the bundle of a stored result, if it is one that can be repeated from what lies here.</summary>
/// <param name="layout">Where the specs are.</param>
/// <param name="results">The stored results of the exact engine.</param>
/// <param name="data">What data sets are; none is read.</param>
internal sealed class BundleExport(RepositoryLayout layout, StoredResults results, IDatasetSource data)
{
    /// <summary>The zip file's content.</summary>
    /// <exception cref="BundleException">There is no result, or spec or sources are not those that made it; the message says what to do.</exception>
    /// <exception cref="RunStoreException">The stored result is not what was written, or cannot be read.</exception>
    public byte[] Of(RunSpec spec)
    {
        if (new SpecFreshness(layout).Fault(spec) is { } stale)
        {
            throw new BundleException(stale);
        }

        string run = TrainCommand.Of(spec, ExactEngine.Instance.Version, layout.ResultsOption);
        if (results.FindWhole(spec, out string? fault) is not { } stored)
        {
            throw new BundleException(
                fault is not null ? $"{fault}: {run}"
                : results.OfOtherEngines(spec) is [var other, ..]
                    ? $"{spec.Name} has a result of {other.Engine} only, whose numbers belong to a machine, so that no other could verify them to the bit; a "
                        + $"bundle is of the exact engine: {run}"
                : $"{spec.Name} has no result yet: {run}");
        }

        if (stored.SourcesSha256 != ExactEngine.Instance.SourcesSha256(spec))
        {
            throw new BundleException($"the stored result of {spec.Name} was made by other sources, so no one could repeat it with these: {run} --force");
        }

        // What is built in has the hash of what was looked at just now, so this is the text that it was made of.
        string text = StoredFile.TryReadText(Path.Combine([layout.Root, .. spec.SpecPath.Split('/')]), StoredFile.SmallLimit) ?? "";
        return SpecHash.Of(text) == spec.SpecSha256
            ? BundleWriter.Write(spec, data.Identify(spec.Data), stored, text)
            : throw new BundleException($"{spec.SpecPath} was changed just now; build again");
    }
}
