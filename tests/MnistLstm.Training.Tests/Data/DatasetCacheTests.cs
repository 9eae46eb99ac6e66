using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Fetch;
using MnistLstm.Training.Data.Idx;
using MnistLstm.Training.Data.Locate;
using MnistLstm.Training.Tests.Data.Fetch;

namespace MnistLstm.Training.Tests.Data;

public sealed class DatasetCacheTests : IDisposable
{
    private readonly FetchFixture _fetch = new();

    public void Dispose() => _fetch.Dispose();

    [Fact]
    public void A_set_is_read_once_however_many_threads_ask()
    {
        _fetch.Set.WriteTo(_fetch.Folder);
        var cache = new DatasetCache();
        var loaded = new Dataset[8];

        Parallel.For(0, loaded.Length, i => loaded[i] = cache.Load(_fetch.Set.Definition, Options()));

        Assert.All(loaded, data => Assert.Same(loaded[0], data));
    }

    [Fact]
    public void A_set_in_memory_does_not_hide_that_it_is_missing_where_it_was_told_to_look()
    {
        _fetch.Set.WriteTo(_fetch.Folder);
        var cache = new DatasetCache();
        cache.Load(_fetch.Set.Definition, Options());
        var elsewhere = new DataPlaces { Folders = [Path.Combine(_fetch.Cache, "empty")], GivenBy = "--data" };

        Assert.Throws<DataMissingException>(() => cache.Load(_fetch.Set.Definition, new DataOptions { Places = elsewhere }));
    }

    [Fact]
    public void A_damaged_copy_ends_the_search_though_a_good_one_follows()
    {
        string bad = _fetch.Set.WriteTo(Path.Combine(_fetch.Cache, "first", "tiny"));
        File.WriteAllBytes(Path.Combine(bad, _fetch.First), [1, 2, 3, 4]);
        _fetch.Set.WriteTo(_fetch.Folder);
        var places = new DataPlaces { Folders = [Path.Combine(_fetch.Cache, "first"), _fetch.Cache], CacheFolder = _fetch.Cache };

        var error = Assert.Throws<DataDamagedException>(
            () => new DatasetCache().Load(_fetch.Set.Definition, new DataOptions { Places = places, MayFetch = true }));

        Assert.Equal(Path.Combine(bad, _fetch.First), error.Where);
    }

    [Fact]
    public async Task A_missing_set_is_fetched_when_that_is_allowed()
    {
        await using var server = MirrorServer.Of(_fetch.Set);

        Dataset data = new DatasetCache().Load(_fetch.With(server.Address), Options() with { MayFetch = true, Progress = _fetch.Steps.Enqueue });

        Assert.Equal(TinySet.TrainCount, data.Train.Count);
        Assert.Contains(_fetch.Steps, step => step.Stage == FetchStage.InPlace);
    }

    [Fact]
    public async Task Threads_that_miss_a_set_fetch_it_once()
    {
        await using var server = MirrorServer.Of(_fetch.Set);
        var cache = new DatasetCache();
        DatasetDefinition set = _fetch.With(server.Address);

        Parallel.For(0, 4, _ => cache.Load(set, Options() with { MayFetch = true }));

        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task A_missing_set_is_not_fetched_unless_that_is_allowed()
    {
        await using var server = MirrorServer.Of(_fetch.Set);

        Assert.Throws<DataMissingException>(() => new DatasetCache().Load(_fetch.With(server.Address), Options()));

        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("--data")]
    [InlineData("$MNIST_LSTM_DATA")]
    public async Task A_set_missing_in_a_given_folder_is_never_fetched(string givenBy)
    {
        await using var server = MirrorServer.Of(_fetch.Set);
        var options = new DataOptions { Places = new DataPlaces { Folders = [_fetch.Cache], CacheFolder = _fetch.Cache, GivenBy = givenBy }, MayFetch = true };

        Assert.Throws<DataMissingException>(() => new DatasetCache().Load(_fetch.With(server.Address), options));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_fetch_that_failed_is_not_tried_again_by_the_next_run_of_a_sweep()
    {
        await using var server = new MirrorServer((_, answer) => answer.SendAsync("404 Not Found", [], 0));
        var cache = new DatasetCache();
        DatasetDefinition set = _fetch.With(server.Address);
        DataOptions options = Options() with { MayFetch = true };

        Assert.Throws<DataFetchException>(() => cache.Load(set, options));
        Assert.Throws<DataFetchException>(() => cache.Load(set, options));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_cancelled_fetch_can_be_tried_again()
    {
        await using var server = MirrorServer.Of(_fetch.Set);
        var cache = new DatasetCache();
        DatasetDefinition set = _fetch.With(server.Address);
        using var cancel = new CancellationTokenSource();
        DataOptions cancelling = Options() with { MayFetch = true, Progress = _ => cancel.Cancel() };

        Assert.ThrowsAny<OperationCanceledException>(() => cache.Load(set, cancelling, cancel.Token));

        Assert.Equal(TinySet.TrainCount, cache.Load(set, Options() with { MayFetch = true }).Train.Count);
    }

    private DataOptions Options() => new() { Places = new DataPlaces { Folders = [_fetch.Cache], CacheFolder = _fetch.Cache } };
}
