using System.Net;
using System.Net.Sockets;
using MnistLstm.Training.Data.Fetch;

namespace MnistLstm.Training.Tests.Data.Fetch;

/// <summary>Servers that say nothing, with timeouts short enough to wait for.</summary>
public sealed class SilentServerTests : IDisposable
{
    private static readonly TimeSpan s_short = TimeSpan.FromMilliseconds(250);

    // A first answer is waited for as long as a connection and a silence may take, so a test waits for this one, too.
    private static readonly TimeSpan s_longer = TimeSpan.FromSeconds(3);

    private readonly FetchFixture _fetch = new() { Fetcher = new DatasetFetcher { ConnectTimeout = s_longer, SilenceTimeout = s_short } };
    private readonly FetchFixture _connecting = new() { Fetcher = new DatasetFetcher { ConnectTimeout = s_short, SilenceTimeout = FetchFixture.Patience } };

    public void Dispose()
    {
        _fetch.Dispose();
        _connecting.Dispose();
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        await using var server = new MirrorServer((_, answer) => answer.SilenceAsync());

        Assert.Contains("no answer for 0.25 s", (await _fetch.FailAsync(server.Address)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_stops_in_the_middle_is_given_up()
    {
        await using var server = new MirrorServer(async (request, answer) =>
        {
            await answer.SendAsync("200 OK", MirrorServer.Find(_fetch.Set, request)[..1000], 9000);
            await answer.SilenceAsync();
        });

        Assert.Contains("no answer for 0.25 s", (await _fetch.FailAsync(server.Address)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_does_not_come_about_is_given_up_after_the_connect_timeout()
    {
        // Takes the connection and never begins the TLS handshake, which belongs to _connecting.
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var address = new Uri($"https://127.0.0.1:{((IPEndPoint)silent.LocalEndpoint).Port}/");

        DataFetchException error = await _connecting.FailAsync(address);

        Assert.Contains("no connection within 0.25 s", error.Message, StringComparison.Ordinal);
    }
}
