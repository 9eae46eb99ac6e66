using System.Collections.Concurrent;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Fetch;
using MnistLstm.Training.Data.Idx;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Data;

/// <summary>
/// Data _sets in memory, each read once for the folder it lies in, however many threads ask. A fetch is tried once per data set:
/// when it failed, later requests fail likewise at once, so that a sweep does not wait for a dead network again and again.
/// </summary>
public sealed class DatasetCache
{
    private readonly DatasetFetcher _fetcher;
    private readonly ConcurrentDictionary<(string Fingerprint, string Place), Entry<Dataset>> _sets = new();
    private readonly ConcurrentDictionary<(string Fingerprint, string Place), Entry<DataFetchException>> _failedFetches = new();

    /// <summary>An empty cache.</summary>
    /// <param name="fetcher">Does the downloads; null for one with the usual timeouts.</param>
    public DatasetCache(DatasetFetcher? fetcher = null) => _fetcher = fetcher ?? new DatasetFetcher();

    /// <summary>Finds, if need be fetches, reads and checks a data set; or gives the one already in memory.</summary>
    /// <param name="dataset">Which.</param>
    /// <param name="options">Where to look and whether to fetch.</param>
    /// <param name="cancellation">Ends waiting and fetching.</param>
    /// <exception cref="DataMissingException">It is nowhere, and may not be fetched.</exception>
    /// <exception cref="DataFetchException">It is nowhere, and fetching failed.</exception>
    /// <exception cref="DataDamagedException">A file is not what it should be.</exception>
    /// <exception cref="DataUnreadableException">A file cannot be read.</exception>
    public Dataset Load(DatasetDefinition dataset, DataOptions options, CancellationToken cancellation = default)
    {
        DatasetLocation location = DatasetLocator.Locate(dataset, options.Places);
        if (!location.IsFound)
        {
            if (dataset.Manifest is not null || !options.MayFetch || options.Places.GivenBy is not null || options.Places.CacheFolder is not { } cacheFolder)
            {
                throw location.ToMissingException();
            }

            location = Fetch(dataset, cacheFolder, options, cancellation);
        }

        Entry<Dataset> entry = _sets.GetOrAdd((dataset.Fingerprint, location.Folder ?? ""), _ => new Entry<Dataset>());
        using (entry.Enter(cancellation))
        {
            return entry.Value ??= DatasetReader.Read(location);
        }
    }

    private DatasetLocation Fetch(DatasetDefinition dataset, string cacheFolder, DataOptions options, CancellationToken cancellation)
    {
        Entry<DataFetchException> entry = _failedFetches.GetOrAdd((dataset.Fingerprint, cacheFolder), _ => new Entry<DataFetchException>());
        using (entry.Enter(cancellation))
        {
            if (entry.Value is not null)
            {
                throw entry.Value;
            }

            // Another thread may have fetched it while this one waited.
            DatasetLocation location = DatasetLocator.Locate(dataset, options.Places);
            if (location.IsFound)
            {
                return location;
            }

            try
            {
                _fetcher.FetchAsync(dataset, cacheFolder, options.Progress, cancellation).GetAwaiter().GetResult();
                return DatasetLocator.Locate(dataset, options.Places);
            }
            catch (DataFetchException error)
            {
                entry.Value = error;
                throw;
            }
        }
    }

    /// <summary>A value that one thread at a time may make.</summary>
    private sealed class Entry<T>
        where T : class
    {
        private readonly SemaphoreSlim _turn = new(1);

        public T? Value { get; set; }

        public Turn Enter(CancellationToken cancellation)
        {
            _turn.Wait(cancellation);
            return new Turn(_turn);
        }
    }

    private readonly struct Turn(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
