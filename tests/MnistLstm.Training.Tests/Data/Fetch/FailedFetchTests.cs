using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using MnistLstm.Training.Data.Fetch;

namespace MnistLstm.Training.Tests.Data.Fetch;

public sealed class FailedFetchTests : IDisposable
{
    private readonly FetchFixture _fetch = new();

    public void Dispose() => _fetch.Dispose();

    [Fact]
    public async Task When_every_mirror_fails_the_error_names_each_with_its_reason_and_the_remedy()
    {
        await using var first = new MirrorServer((_, answer) => answer.SendAsync("404 Not Found", [], 0));
        await using var second = new MirrorServer((_, answer) => answer.SendAsync("503 Service Unavailable", [], 0));

        DataFetchException error = await _fetch.FailAsync(first.Address, second.Address);

        Assert.Equal(
            $"tiny: {_fetch.First} could not be fetched\n"
            + $"  tried     {new Uri(first.Address, _fetch.First)}: the server answered 404 Not Found\n"
            + $"  tried     {new Uri(second.Address, _fetch.First)}: the server answered 503 Service Unavailable\n"
            + $"  remedy    try again later with dotnet run -- data fetch tiny; or bring the four files to {_fetch.Folder} some other way",
            error.Message);
        Assert.Empty(_fetch.Names());
    }

    [Fact]
    public async Task A_cut_connection_says_after_how_many_bytes_and_keeps_them_apart()
    {
        await using var server = new MirrorServer((request, answer) => answer.SendAsync("200 OK", MirrorServer.Find(_fetch.Set, request)[..1000], 9000));

        DataFetchException error = await _fetch.FailAsync(server.Address);

        Assert.Contains("the connection was cut after 1000 of 9000 bytes", error.Message, StringComparison.Ordinal);
        Assert.Equal([_fetch.First + ".part"], _fetch.Names());
    }

    [Fact]
    public async Task A_connection_cut_before_any_answer_is_a_cut_connection()
    {
        await using var server = new MirrorServer((_, _) => Task.CompletedTask);

        Assert.Contains("the connection was cut after 0 bytes", (await _fetch.FailAsync(server.Address)).Message, StringComparison.Ordinal);
        Assert.Empty(_fetch.Names());
    }

    [Fact]
    public async Task A_file_of_other_content_is_a_wrong_checksum_and_leaves_nothing()
    {
        var other = new TinySet("tiny", salt: 9);
        await using var server = MirrorServer.Of(other);

        DataFetchException error = await _fetch.FailAsync(server.Address);

        Assert.Contains(
            $"a wrong checksum (expected SHA-256 {_fetch.Set.TrainInputs.Sha256}, found SHA-256 {other.TrainInputs.Sha256})", error.Message,
            StringComparison.Ordinal);
        Assert.Empty(_fetch.Names());
    }

    [Fact]
    public async Task A_web_page_instead_of_the_file_is_recognised()
    {
        byte[] page = "<html>Please log in to this network</html>"u8.ToArray();
        await using var server = new MirrorServer((_, answer) => answer.SendAsync("200 OK", page, page.Length));

        Assert.Contains("a web page", (await _fetch.FailAsync(server.Address)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_connect_timeout_is_ten_seconds_unless_told_otherwise() =>
        Assert.Equal(TimeSpan.FromSeconds(10), new DatasetFetcher().ConnectTimeout);

    [Fact]
    public async Task A_closed_port_is_no_connection()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        listener.Stop();

        Assert.Contains("no network: no connection (", (await _fetch.FailAsync(address)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_cannot_be_resolved_is_no_network() =>
        Assert.Equal(
            "no network: the host's name cannot be resolved",
            FetchFaults.OfTransfer(new HttpRequestException(HttpRequestError.NameResolutionError), 0, null));

    [Fact]
    public async Task A_file_far_larger_than_it_can_be_is_refused()
    {
        await using var server = new MirrorServer((_, answer) => answer.SendAsync("200 OK", new byte[100_000], 100_000));

        Assert.Contains("the file is too large: more than 74960 bytes", (await _fetch.FailAsync(server.Address)).Message, StringComparison.Ordinal);
        Assert.Empty(_fetch.Names());
    }

    [FullDeviceFact]
    public async Task A_full_disk_is_named_and_no_other_mirror_is_tried()
    {
        await using var server = MirrorServer.Of(_fetch.Set);
        Directory.CreateDirectory(_fetch.Folder);
        File.CreateSymbolicLink(_fetch.PartOf(_fetch.Set.TrainInputs), FullDeviceFactAttribute.Device);

        DataFetchException error = await _fetch.FailAsync(server.Address, server.Address);

        Assert.Equal("the disk is full", error.Problem);
        Assert.Contains(_fetch.PathOf(_fetch.Set.TrainInputs), error.Message, StringComparison.Ordinal);
        Assert.Contains("free space there", error.Remedy, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.Empty(_fetch.Names());
    }

    [Fact]
    public async Task A_file_that_the_disk_refuses_to_keep_is_not_put_in_place_and_no_other_mirror_is_tried()
    {
        using FetchFixture fetch = new() { Fetcher = new DatasetFetcher { FlushToDisk = _ => throw new IOException("Input/output error") } };
        await using var server = MirrorServer.Of(fetch.Set);

        DataFetchException error = await fetch.FailAsync(server.Address, server.Address);

        Assert.Equal("the cache cannot be written to", error.Problem);
        Assert.Contains("Input/output error", error.Message, StringComparison.Ordinal);
        Assert.Contains(fetch.PathOf(fetch.Set.TrainInputs), error.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.DoesNotContain(fetch.First, fetch.Names());
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_to_is_named()
    {
        File.WriteAllText(_fetch.Cache, "a file in the folder's place");

        DataFetchException error = await _fetch.FailAsync(new Uri("http://127.0.0.1:9/"));

        Assert.Equal("the cache cannot be written to", error.Problem);
        Assert.Contains(_fetch.Folder, error.Message, StringComparison.Ordinal);
        Assert.Contains($"{_fetch.Cache} is no folder", error.Message, StringComparison.Ordinal);
        Assert.Contains("XDG_CACHE_HOME", error.Remedy, StringComparison.Ordinal);
    }
}
