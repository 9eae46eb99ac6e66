using System.Collections.Concurrent;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Fetch;

namespace MnistLstm.Training.Tests.Data.Fetch;

/// <summary>A tiny data set, a cache folder of its own and what a fetch reports.</summary>
internal sealed class FetchFixture : IDisposable
{
    /// <summary>A timeout that no test waits for: a machine that stands still for seconds must not make it the first to run out.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly TempFolder _temp = new();

    public TinySet Set { get; } = new();

    public string Cache => _temp["cache"];

    public string Folder => _temp["cache", "tiny"];

    public ConcurrentQueue<FetchProgress> Steps { get; } = [];

    public DatasetFetcher Fetcher { get; init; } = new() { ConnectTimeout = Patience, SilenceTimeout = Patience };

    public string First => Set.TrainInputs.PublishedName;

    public string PathOf(DatasetFile file) => Path.Combine(Folder, file.PublishedName);

    public string PartOf(DatasetFile file) => PathOf(file) + ".part";

    public void LeavePart(byte[] beginning)
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllBytes(PartOf(Set.TrainInputs), beginning);
    }

    /// <summary>The tiny set with these mirrors.</summary>
    public DatasetDefinition With(params Uri[] mirrors) => new TinySet("tiny", 0, mirrors).Definition;

    public Task<string> FetchAsync(params Uri[] mirrors) => FetchAsync(CancellationToken.None, mirrors);

    public Task<string> FetchAsync(CancellationToken cancellation, params Uri[] mirrors) =>
        Fetcher.FetchAsync(With(mirrors), Cache, Steps.Enqueue, cancellation);

    public async Task<DataFetchException> FailAsync(params Uri[] mirrors) =>
        await Assert.ThrowsAsync<DataFetchException>(() => FetchAsync(mirrors));

    /// <summary>The cache holds the four good files and nothing else but the lock.</summary>
    public void AssertComplete()
    {
        Assert.Equal(Set.Definition.Files.Select(file => file.PublishedName).Order(), Names());
        Assert.All(Set.Definition.Files, file => Assert.Equal(Set.Packed(file), File.ReadAllBytes(PathOf(file))));
    }

    public string[] Names() => [.. Directory.EnumerateFiles(Folder).Select(path => Path.GetFileName(path)).Order()];

    public void Dispose() => _temp.Dispose();
}
