using System.Net.Http;
using Microsoft.Win32.SafeHandles;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Idx;
using MnistLstm.Training.Storage;

namespace MnistLstm.Training.Data.Fetch;

/// <summary>
/// Downloads a data set's files into the user's cache. A file appears there whole and checked, or not at all; two processes
/// at once do not disturb each other; an interrupted download is gone on with.
/// </summary>
public sealed class DatasetFetcher
{
    /// <summary>How long a connection may take to come about. Default: 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a connected server may say nothing. Default: 30 s.</summary>
    public TimeSpan SilenceTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Brings a handle's content to the disk, or throws.</summary>
    internal Action<SafeFileHandle> FlushToDisk { get; init; } = DiskFlush.Handle;

    /// <summary>Makes sure that the cache holds all four files, good ones. What is there and good is not fetched again; what is there and damaged is
    /// replaced.</summary>
    /// <param name="dataset">What to fetch.</param>
    /// <param name="cacheFolder">The cache; the files go to its subfolder named like the set. Made if need be.</param>
    /// <param name="progress">Told of every step, on any thread; may be null.</param>
    /// <param name="cancellation">Ends the fetch; what has come of the current file is kept for the next time.</param>
    /// <returns>The folder that now holds the files.</returns>
    /// <exception cref="DataFetchException">No mirror gave a file, or the disk cannot take it.</exception>
    /// <exception cref="ArgumentException">The set is embedded: there is nothing to fetch.</exception>
    public async Task<string> FetchAsync(
        DatasetDefinition dataset, string cacheFolder, Action<FetchProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (dataset.IsEmbedded)
        {
            throw new ArgumentException($"{dataset.Name} is part of the program: there is nothing to fetch", nameof(dataset));
        }

        string folder = Path.Combine(cacheFolder, dataset.Name);
        Action<FetchProgress> report = progress ?? (_ => { });
        try
        {
            Directory.CreateDirectory(folder);
            using CacheLock held = await CacheLock.TakeAsync(
                Path.Combine(cacheFolder, dataset.Name + ".lock"),
                () => report(new FetchProgress(dataset.Name, FetchStage.Waiting, "", null, 0, null)),
                cancellation).ConfigureAwait(false);
            using HttpClient client = CreateClient(dataset);
            var download = new MirrorDownload(client, ConnectTimeout, SilenceTimeout);
            foreach (DatasetFile file in dataset.Files.Where(file => !IsGood(dataset, folder, file)))
            {
                await FetchFileAsync(dataset, file, Path.Combine(folder, file.PublishedName), download, report, cancellation).ConfigureAwait(false);
            }

            return folder;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw FetchFaults.OfDisk(dataset.Name, folder, error);
        }
    }

    /// <summary>A disk that refuses is no mirror's fault: no other one is asked.</summary>
    private static void Flushed(Action flush)
    {
        try
        {
            flush();
        }
        catch (IOException error)
        {
            throw new PartialFileException(error);
        }
    }

    private async Task FetchFileAsync(
        DatasetDefinition dataset, DatasetFile file, string target, MirrorDownload download, Action<FetchProgress> report, CancellationToken cancellation)
    {
        var failures = new List<(string Label, string Text)>();
        foreach (Uri mirror in dataset.Mirrors.OrderByDescending(mirror => mirror.Scheme == Uri.UriSchemeHttps))
        {
            var address = new Uri(mirror, file.PublishedName);
            FetchProgress Step(FetchStage stage, long bytes, long? total, string? note = null) =>
                new(dataset.Name, stage, file.PublishedName, address, bytes, total, note);
            try
            {
                report(Step(FetchStage.Connecting, 0, null));
                long size = await BringAsync(dataset, file, address, target, download, (bytes, total) => report(Step(FetchStage.Downloading, bytes, total)),
                    cancellation)
                    .ConfigureAwait(false);
                report(Step(FetchStage.InPlace, size, size));
                return;
            }
            catch (MirrorException error)
            {
                failures.Add(("tried", $"{address}: {error.Message}"));
                report(Step(FetchStage.MirrorFailed, 0, null, error.Message));
            }
            catch (PartialFileException error)
            {
                throw FetchFaults.OfDisk(dataset.Name, target, error.InnerException!);
            }
        }

        throw new DataFetchException(
            dataset.Name,
            $"{file.PublishedName} could not be fetched",
            $"try again later with dotnet run -- data fetch {dataset.Name}; or bring the four files to {Path.GetDirectoryName(target)} some other way",
            failures);
    }

    /// <summary>Downloads, checks, puts in place. A beginning left by an earlier attempt that does not fit is dropped, and the whole file asked for once
    /// more.</summary>
    private async Task<long> BringAsync(
        DatasetDefinition dataset, DatasetFile file, Uri address, string target, MirrorDownload download, Action<long, long?> progress,
        CancellationToken cancellation)
    {
        string part = target + ".part";
        while (true)
        {
            (bool resumed, long size) = await FillAsync(part, file, address, download, progress, cancellation).ConfigureAwait(false);

            try
            {
                IdxReader.Read(IdxSource.FromFile(part, ""), file, DatasetCatalog.KnownWith(dataset));
            }
            catch (DataDamagedException error)
            {
                File.Delete(part);
                if (resumed)
                {
                    continue;
                }

                throw new MirrorException($"what came is not the file: {error.Problem} (expected {error.Expected}, found {error.Found})", error);
            }

            File.Move(part, target, overwrite: true);
            Flushed(() => DiskFlush.Folder(Path.GetDirectoryName(target)!, FlushToDisk));
            return size;
        }
    }

    private async Task<(bool Resumed, long Size)> FillAsync(
        string part, DatasetFile file, Uri address, MirrorDownload download, Action<long, long?> progress, CancellationToken cancellation)
    {
        long size = 0;
        if (new FileInfo(part) is { Exists: true, Length: 0 })
        {
            // A pipe or a device has no length either: opening it would wait for a reader, and what it is given is gone.
            File.Delete(part);
        }

        try
        {
            using var stream = new FileStream(part, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 0);
            try
            {
                bool resumed = await download.FillAsync(address, stream, file, progress, cancellation).ConfigureAwait(false);
                stream.Flush();
                Flushed(() => FlushToDisk(stream.SafeFileHandle));
                return (resumed, stream.Length);
            }
            finally
            {
                size = stream.Length;
            }
        }
        finally
        {
            if (size == 0)
            {
                File.Delete(part);
            }
        }
    }

    /// <summary>Another process, or an earlier fetch, may have brought it.</summary>
    private static bool IsGood(DatasetDefinition dataset, string folder, DatasetFile file)
    {
        string? path = file.AcceptedNames.Select(name => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
        if (path is null)
        {
            return false;
        }

        try
        {
            IdxReader.Read(IdxSource.FromFile(path, ""), file, DatasetCatalog.KnownWith(dataset));
            return true;
        }
        catch (DataDamagedException)
        {
            // It is about to be replaced; should that fail, reading it says what is wrong with it.
            return false;
        }
    }

    private HttpClient CreateClient(DatasetDefinition dataset)
    {
        // A server on this machine is never behind a proxy.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            ConnectTimeout = ConnectTimeout,
            UseProxy = !dataset.Mirrors.All(mirror => mirror.IsLoopback),
        };
        var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.UserAgent.ParseAdd("mnist-lstm");
        return client;
    }
}
