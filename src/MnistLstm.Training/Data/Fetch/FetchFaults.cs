using System.Globalization;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;

namespace MnistLstm.Training.Data.Fetch;

/// <summary>Puts what goes wrong in a fetch into words.</summary>
internal static class FetchFaults
{
    private const int UnixNoSpace = 28;
    private const int UnixQuota = 122;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>A failed request or a broken answer.</summary>
    /// <param name="error">What the HTTP client threw.</param>
    /// <param name="bytes">Bytes that had come by then.</param>
    /// <param name="total">Bytes there should be, if known.</param>
    public static string OfTransfer(Exception error, long bytes, long? total)
    {
        HttpRequestError kind = error switch
        {
            HttpRequestException request => request.HttpRequestError,
            HttpIOException io => io.HttpRequestError,
            _ => HttpRequestError.Unknown,
        };
        return kind switch
        {
            HttpRequestError.NameResolutionError => "no network: the host's name cannot be resolved",
            HttpRequestError.ConnectionError => $"no network: no connection ({Innermost(error).Message})",
            HttpRequestError.SecureConnectionError => $"no secure connection ({Innermost(error).Message})",
            HttpRequestError.ProxyTunnelError => $"the proxy refuses ({error.Message})",
            _ when bytes > 0 || kind == HttpRequestError.ResponseEnded || Innermost(error) is SocketException => Cut(bytes, total),
            _ => $"the answer is no proper HTTP ({error.Message})",
        };
    }

    /// <summary>The connection ended before the file did.</summary>
    public static string Cut(long bytes, long? total) => string.Create(
        CultureInfo.InvariantCulture,
        $"the connection was cut after {bytes} {(total is null ? "bytes" : $"of {total.Value.ToString(CultureInfo.InvariantCulture)} bytes")}");

    /// <summary>No connection in time.</summary>
    public static string ConnectTimeout(TimeSpan limit) => $"no connection within {Seconds(limit)}";

    /// <summary>Connected, then silence.</summary>
    public static string Silence(TimeSpan limit) => $"no answer for {Seconds(limit)}";

    /// <summary>An answer other than the file.</summary>
    public static string OfStatus(HttpStatusCode status, string? reason) =>
        string.Create(CultureInfo.InvariantCulture, $"the server answered {(int)status} {(string.IsNullOrEmpty(reason) ? status.ToString() : reason)}");

    /// <summary>The cache cannot take the data; no mirror can help.</summary>
    public static DataFetchException OfDisk(string dataset, string path, Exception error)
    {
        bool full = error is IOException && error.HResult is UnixNoSpace or UnixQuota or WindowsDiskFull or WindowsHandleDiskFull;
        string? file = FileAbove(path);
        string remedy = file is not null ? "choose another cache folder with XDG_CACHE_HOME"
            : full ? "free space there, or choose another cache folder with XDG_CACHE_HOME; complete files are kept"
            : "make the folder writable for this user, or choose another cache folder with XDG_CACHE_HOME";
        string found = file is null ? error.Message : $"{file} is no folder";
        return new DataFetchException(
            dataset, full ? "the disk is full" : "the cache cannot be written to", remedy, [("file", path), ("found", found)], error);
    }

    /// <summary>What stands in the place of a folder above a path; null where nothing does.</summary>
    private static string? FileAbove(string path)
    {
        string? above = Path.GetDirectoryName(path);
        while (above is not null && !Path.Exists(above))
        {
            above = Path.GetDirectoryName(above);
        }

        return above is null || Directory.Exists(above) ? null : above;
    }

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.###} s");

    private static Exception Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error;
    }
}
