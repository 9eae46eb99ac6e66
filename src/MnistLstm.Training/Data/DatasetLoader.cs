using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Data;

/// <summary>The one entry for those who train: a data set by its name, checked and in memory, loaded once per process.</summary>
public static class DatasetLoader
{
    private static readonly DatasetCache s_cache = new();

    /// <summary>Finds, if need be fetches, reads and checks a data set; or gives the one already in memory. Safe to call from any thread.</summary>
    /// <param name="name">Its name in a spec: <c>mnist</c>.</param>
    /// <param name="options">Where to look and whether to fetch; null for the usual places as seen from a repository's root, the current folder, without
    /// fetching.</param>
    /// <param name="cancellation">Ends waiting and fetching.</param>
    /// <exception cref="ArgumentException">There is no data set of that name.</exception>
    /// <exception cref="DataException">It is missing, damaged or unreadable, or could not be fetched.</exception>
    public static Dataset Load(string name, DataOptions? options = null, CancellationToken cancellation = default) =>
        Load(DatasetCatalog.Get(name), options, cancellation);

    /// <summary>The same for a data set with a manifest: <c>Har.Definition</c>.</summary>
    /// <param name="set">The data set.</param>
    /// <param name="options">Where to look and whether to fetch; null for the usual places as seen from a repository's root, the current folder, without
    /// fetching.</param>
    /// <param name="cancellation">Ends waiting and fetching.</param>
    /// <exception cref="DataException">It is missing, damaged or unreadable, or could not be fetched.</exception>
    public static Dataset Load(DatasetDefinition set, DataOptions? options = null, CancellationToken cancellation = default) =>
        s_cache.Load(set, options ?? new DataOptions { Places = DataPlaces.Resolve(null, Directory.GetCurrentDirectory()) }, cancellation);
}
