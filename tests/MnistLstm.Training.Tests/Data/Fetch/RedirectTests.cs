using System.Net;
using System.Net.Http;
using MnistLstm.Training.Data.Fetch;

namespace MnistLstm.Training.Tests.Data.Fetch;

public sealed class RedirectTests : IDisposable
{
    private readonly FetchFixture _fetch = new();

    public void Dispose() => _fetch.Dispose();

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("302 Found")]
    [InlineData("303 See Other")]
    [InlineData("307 Temporary Redirect")]
    [InlineData("308 Permanent Redirect")]
    public async Task A_redirect_is_followed(string status)
    {
        await using var server = MirrorServer.Of(_fetch.Set);
        await using var old = new MirrorServer((request, answer) =>
            answer.SendAsync(status, [], 0, $"Location: {new Uri(server.Address, Path.GetFileName(request.Path))}"));

        await _fetch.FetchAsync(old.Address);

        _fetch.AssertComplete();
    }

    [Fact]
    public async Task A_redirect_may_name_a_place_on_the_same_server()
    {
        await using var server = new MirrorServer((request, answer) => request.Path.StartsWith("/moved/", StringComparison.Ordinal)
            ? answer.FileAsync(request, MirrorServer.Find(_fetch.Set, request))
            : answer.SendAsync("302 Found", [], 0, "Location: /moved/" + Path.GetFileName(request.Path)));

        await _fetch.FetchAsync(server.Address);

        _fetch.AssertComplete();
    }

    [Fact]
    public async Task A_beginning_is_gone_on_with_behind_a_redirect()
    {
        _fetch.LeavePart(_fetch.Set.Packed(_fetch.Set.TrainInputs)[..3000]);
        await using var server = MirrorServer.Of(_fetch.Set);
        await using var old = new MirrorServer((request, answer) =>
            answer.SendAsync("302 Found", [], 0, $"Location: {new Uri(server.Address, Path.GetFileName(request.Path))}"));

        await _fetch.FetchAsync(old.Address);

        Assert.Equal(3000, server.Requests.First().From);
        _fetch.AssertComplete();
    }

    [Theory]
    [InlineData("file:///etc/hostname")]
    [InlineData("ftp://127.0.0.1/train-images-idx3-ubyte.gz")]
    [InlineData("ws://127.0.0.1/train-images-idx3-ubyte.gz")]
    public async Task A_redirect_to_another_scheme_is_refused(string target)
    {
        await using var server = new MirrorServer((_, answer) => answer.SendAsync("302 Found", [], 0, "Location: " + target));

        DataFetchException error = await _fetch.FailAsync(server.Address);

        Assert.Contains($"{_fetch.First}: the server redirects to {target}, which is not HTTP or HTTPS\n", error.Message, StringComparison.Ordinal);
        Assert.Empty(_fetch.Names());
    }

    [Fact]
    public async Task A_redirect_from_HTTPS_to_HTTP_is_refused_and_nothing_is_asked_there()
    {
        using var server = new Redirecting(new Uri("http://127.0.0.1/train-images-idx3-ubyte.gz"));

        MirrorException error = await Assert.ThrowsAsync<MirrorException>(() => FillAsync(server, "https://127.0.0.1/train-images-idx3-ubyte.gz"));

        Assert.Equal("the server redirects to http://127.0.0.1/train-images-idx3-ubyte.gz, which is not HTTPS", error.Message);
        Assert.Equal(["https://127.0.0.1/train-images-idx3-ubyte.gz"], server.Asked);
    }

    [Fact]
    public async Task A_redirect_from_HTTP_to_HTTPS_is_followed()
    {
        using var server = new Redirecting(new Uri("https://127.0.0.1/train-images-idx3-ubyte.gz"));

        Assert.False(await FillAsync(server, "http://127.0.0.1/train-images-idx3-ubyte.gz"));

        Assert.Equal(["http://127.0.0.1/train-images-idx3-ubyte.gz", "https://127.0.0.1/train-images-idx3-ubyte.gz"], server.Asked);
    }

    [Fact]
    public async Task A_redirect_in_a_circle_comes_to_an_end()
    {
        await using var server = new MirrorServer((request, answer) => answer.SendAsync("302 Found", [], 0, "Location: " + request.Path));

        Assert.Contains("the server redirects more than 10 times", (await _fetch.FailAsync(server.Address)).Message, StringComparison.Ordinal);
        Assert.Equal(11, server.Requests.Count);
    }

    [Fact]
    public async Task A_redirect_to_nowhere_is_named()
    {
        await using var server = new MirrorServer((_, answer) => answer.SendAsync("302 Found", [], 0));

        Assert.Contains("the server redirects and does not say where to", (await _fetch.FailAsync(server.Address)).Message, StringComparison.Ordinal);
    }

    private async Task<bool> FillAsync(Redirecting server, string address)
    {
        using var client = new HttpClient(server, disposeHandler: false);
        Directory.CreateDirectory(_fetch.Folder);
        await using FileStream part = File.Create(_fetch.PartOf(_fetch.Set.TrainInputs));
        var download = new MirrorDownload(client, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60));
        return await download.FillAsync(new Uri(address), part, _fetch.Set.TrainInputs, (_, _) => { }, CancellationToken.None);
    }

    /// <summary>Redirects to one address, where it gives a file, and keeps what it was asked for: stands for servers with a certificate.</summary>
    private sealed class Redirecting(Uri target) : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsoluteUri);
            return Task.FromResult(request.RequestUri == target
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([1]) }
                : new HttpResponseMessage(HttpStatusCode.Found) { Headers = { Location = target } });
        }
    }
}
