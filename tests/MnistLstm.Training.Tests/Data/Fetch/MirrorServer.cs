using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MnistLstm.Training.Tests.Data.Fetch;

/// <summary>A web server on 127.0.0.1 that answers as a test tells it to, down to the bytes and the end of the connection.</summary>
internal sealed class MirrorServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Func<Request, Answer, Task> _respond;
    private readonly Task _accepting;

    /// <summary>Starts to answer.</summary>
    /// <param name="respond">Writes the answer to a request.</param>
    public MirrorServer(Func<Request, Answer, Task> respond)
    {
        _respond = respond;
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/sets/");
        _accepting = AcceptAsync();
    }

    /// <summary>A mirror's folder on this server.</summary>
    public Uri Address { get; }

    /// <summary>The requests so far, in order.</summary>
    public ConcurrentQueue<Request> Requests { get; } = [];

    /// <summary>A server that has the files of a set.</summary>
    public static MirrorServer Of(TinySet set) => new((request, answer) => answer.FileAsync(request, Find(set, request)));

    /// <summary>The gzip bytes of the file a request is for.</summary>
    public static byte[] Find(TinySet set, Request request) =>
        set.Packed(set.Definition.Files.Single(file => request.Path.EndsWith("/" + file.PublishedName, StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        // In this order: a _listener that is stopped must not be asked for another client.
        await _stop.CancelAsync();
        await _accepting;
        _listener.Stop();
        await Task.WhenAll(_connections);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
                string? line = await reader.ReadLineAsync(_stop.Token);
                if (line is null)
                {
                    return;
                }

                long from = 0;
                string path = line.Split(' ')[1];
                while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } header)
                {
                    if (header.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                    {
                        from = long.Parse(header["Range: bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
                    }
                }

                var request = new Request(path, from);
                Requests.Enqueue(request);
                await _respond(request, new Answer(client, _stop.Token));
            }
            catch (Exception error) when (error is IOException or OperationCanceledException)
            {
                // The client went away, or the test is over: both are what some tests are about.
            }
        }
    }

    /// <summary>What a client asked for.</summary>
    /// <param name="Path">The path.</param>
    /// <param name="From">The first byte wanted; 0 when the whole file is.</param>
    internal sealed record Request(string Path, long From);

    /// <summary>Writes the answer.</summary>
    internal sealed class Answer(TcpClient client, CancellationToken stop)
    {
        /// <summary>The file, or the part asked for.</summary>
        public Task FileAsync(Request request, byte[] content) =>
            request.From == 0 ? SendAsync("200 OK", content, content.Length)
            : request.From >= content.Length ? SendAsync("416 Range Not Satisfiable", [], 0, $"Content-Range: bytes */{content.Length}")
            : SendAsync(
                "206 Partial Content",
                content[(int)request.From..],
                content.Length - request.From,
                $"Content-Range: bytes {request.From}-{content.Length - 1}/{content.Length}");

        /// <summary>A head with a stated length, then a body that may be shorter; then the connection ends.</summary>
        public async Task SendAsync(string status, byte[] body, long statedLength, string? header = null)
        {
            string head = $"HTTP/1.1 {status}\r\nContent-Length: {statedLength}\r\nConnection: close\r\n{(header is null ? "" : header + "\r\n")}\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), stop);
            await client.GetStream().WriteAsync(body, stop);
        }

        /// <summary>Says nothing until the test is over.</summary>
        public Task SilenceAsync() => Task.Delay(Timeout.Infinite, stop);
    }
}
