using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Fetch;

namespace MnistLstm.Training.Tests.Data.Fetch;

public sealed class DatasetFetcherTests : IDisposable
{
    private readonly FetchFixture _fetch = new();

    public void Dispose() => _fetch.Dispose();

    [Fact]
    public async Task The_four_files_come_into_the_cache()
    {
        await using var server = MirrorServer.Of(_fetch.Set);

        string folder = await _fetch.FetchAsync(server.Address);

        Assert.Equal(_fetch.Folder, folder);
        _fetch.AssertComplete();
        Assert.Equal(_fetch.Set.Definition.Files.Select(file => "/sets/" + file.PublishedName), server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Progress_tells_file_bytes_and_total()
    {
        await using var server = MirrorServer.Of(_fetch.Set);

        await _fetch.FetchAsync(server.Address);

        int size = _fetch.Set.Packed(_fetch.Set.TrainInputs).Length;
        FetchProgress[] steps = [.. _fetch.Steps.Where(step => step.File == _fetch.First)];
        var address = new Uri(server.Address, _fetch.First);
        Assert.Equal(new FetchProgress("tiny", FetchStage.Connecting, _fetch.First, address, 0, null), steps[0]);
        Assert.Equal(new FetchProgress("tiny", FetchStage.Downloading, _fetch.First, address, 0, size), steps[1]);
        Assert.Equal(new FetchProgress("tiny", FetchStage.Downloading, _fetch.First, address, size, size), steps[^2]);
        Assert.Equal(new FetchProgress("tiny", FetchStage.InPlace, _fetch.First, address, size, size), steps[^1]);
    }

    [Fact]
    public async Task What_is_already_there_is_not_asked_for_again()
    {
        await using var server = MirrorServer.Of(_fetch.Set);
        await _fetch.FetchAsync(server.Address);
        File.Delete(_fetch.PathOf(_fetch.Set.TrainLabels));
        server.Requests.Clear();

        await _fetch.FetchAsync(server.Address);

        Assert.Equal("/sets/train-labels-idx1-ubyte.gz", Assert.Single(server.Requests).Path);
        _fetch.AssertComplete();
    }

    [Fact]
    public async Task A_damaged_file_in_the_cache_is_replaced()
    {
        await using var server = MirrorServer.Of(_fetch.Set);
        _fetch.Set.WriteTo(_fetch.Folder);
        File.WriteAllBytes(_fetch.PathOf(_fetch.Set.TrainInputs), _fetch.Set.Packed(_fetch.Set.TrainInputs)[..^20]);

        await _fetch.FetchAsync(server.Address);

        Assert.Single(server.Requests);
        _fetch.AssertComplete();
    }

    [Fact]
    public async Task A_mirror_with_HTTPS_is_asked_first()
    {
        await using var server = MirrorServer.Of(_fetch.Set);
        var secure = new Uri("https://127.0.0.1:9/");

        await _fetch.FetchAsync(server.Address, secure);

        _fetch.AssertComplete();
        Assert.Equal([secure.Scheme, server.Address.Scheme],
            _fetch.Steps.Where(step => step.Stage == FetchStage.Connecting).Take(2).Select(step => step.Source?.Scheme));
    }

    [Fact]
    public async Task The_second_mirror_helps_when_the_first_lacks_the_file()
    {
        await using var first = new MirrorServer((_, answer) => answer.SendAsync("404 Not Found", "gone"u8.ToArray(), 4));
        await using var second = MirrorServer.Of(_fetch.Set);

        await _fetch.FetchAsync(first.Address, second.Address);

        _fetch.AssertComplete();
        Assert.Contains(_fetch.Steps, step => step.Stage == FetchStage.MirrorFailed && step.Note == "the server answered 404 Not Found");
    }

    [Fact]
    public async Task The_second_mirror_helps_when_the_first_has_other_content()
    {
        var other = new TinySet("tiny", salt: 9);
        await using var first = MirrorServer.Of(other);
        await using var second = MirrorServer.Of(_fetch.Set);

        await _fetch.FetchAsync(first.Address, second.Address);

        _fetch.AssertComplete();
    }

    [Fact]
    public async Task Two_fetches_at_once_ask_for_each_file_once()
    {
        await using var server = MirrorServer.Of(_fetch.Set);

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _fetch.FetchAsync(server.Address))));

        Assert.Equal(4, server.Requests.Count);
        _fetch.AssertComplete();
    }

    [Fact]
    public async Task A_fetch_waits_for_the_process_that_holds_the_lock_and_says_so()
    {
        await using var server = MirrorServer.Of(_fetch.Set);
        Directory.CreateDirectory(_fetch.Cache);
        Task<string> waiting;
        using (new FileStream(Path.Combine(_fetch.Cache, "tiny.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None))
        {
            waiting = _fetch.FetchAsync(server.Address);
            Assert.Equal(FetchStage.Waiting, Assert.Single(_fetch.Steps).Stage);

            // It asks for the lock several times in this while, and says so once.
            await Task.Delay(400);
            Assert.Single(_fetch.Steps);
            Assert.Empty(server.Requests);
        }

        await waiting;
        _fetch.AssertComplete();
    }

    [Fact]
    public async Task Waiting_for_another_process_can_be_cancelled()
    {
        Directory.CreateDirectory(_fetch.Cache);
        using var held = new FileStream(Path.Combine(_fetch.Cache, "tiny.lock"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        using var cancel = new CancellationTokenSource();

        Task<string> waiting = _fetch.FetchAsync(cancel.Token, new Uri("http://127.0.0.1:9/"));
        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_fetch_can_be_cancelled_and_leaves_no_file_that_looks_whole()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new MirrorServer(async (request, answer) =>
        {
            byte[] content = MirrorServer.Find(_fetch.Set, request);
            await answer.SendAsync("200 OK", content[..1000], content.Length);
            await cancel.CancelAsync();
            await answer.SilenceAsync();
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _fetch.FetchAsync(cancel.Token, server.Address));

        Assert.DoesNotContain(_fetch.First, _fetch.Names());
    }

    [Fact]
    public async Task The_embedded_set_cannot_be_fetched() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _fetch.Fetcher.FetchAsync(DatasetCatalog.Mnist10k, _fetch.Cache));
}
