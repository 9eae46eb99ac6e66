using System.Net;
using System.Net.Http;
using System.Net.Http.Headers;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data.Fetch;

/// <summary>Brings one file from one mirror to a partial file on disk, going on where an earlier attempt was cut.</summary>
/// <param name="client">Does the requests; has a connect timeout and no other, and follows no redirects.</param>
/// <param name="connectTimeout">The client's connect timeout, for messages.</param>
/// <param name="silence">How long a connected server may say nothing.</param>
internal sealed class MirrorDownload(HttpClient client, TimeSpan connectTimeout, TimeSpan silence)
{
    // Bytes gzip may add to what cannot be compressed, and room for its header.
    private const int Slack = 1 << 16;
    private const int ChunkSize = 1 << 16;

    /// <summary>Fills the partial file to its end.</summary>
    /// <param name="address">The file on the mirror.</param>
    /// <param name="part">The partial file, opened for writing; what it holds is the beginning.</param>
    /// <param name="file">What is expected; bounds the size.</param>
    /// <param name="progress">Gets bytes so far and in all.</param>
    /// <param name="cancellation">Ends it; what has come stays in the partial file.</param>
    /// <returns>True: bytes of an earlier attempt were kept.</returns>
    /// <exception cref="MirrorException">The mirror failed.</exception>
    /// <exception cref="PartialFileException">The disk failed.</exception>
    public async Task<bool> FillAsync(Uri address, FileStream part, DatasetFile file, Action<long, long?> progress, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        long limit = file.ByteCount + Slack;
        long have = part.Length;
        long? total = null;
        try
        {
            using HttpResponseMessage response = await AskAsync(address, have, patience).ConfigureAwait(false);
            bool resumed = response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == have;
            if (response.StatusCode != HttpStatusCode.OK && !resumed)
            {
                throw new MirrorException(FetchFaults.OfStatus(response.StatusCode, response.ReasonPhrase));
            }

            have = resumed ? have : 0;
            total = have + response.Content.Headers.ContentLength;
            OnDisk(() => Keep(part, have));
            using Stream body = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
            var chunk = new byte[ChunkSize];
            for (progress(have, total); ; progress(have, total))
            {
                patience.CancelAfter(silence);
                int read = await body.ReadAsync(chunk, patience.Token).ConfigureAwait(false);
                if (read == 0)
                {
                    return resumed;
                }

                have += read;
                if (have > limit || total > limit)
                {
                    OnDisk(() => part.SetLength(0));
                    throw new MirrorException($"the file is too large: more than {limit} bytes");
                }

                OnDisk(() => part.Write(chunk, 0, read));
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException error)
        {
            // By what ended it, not by what has run out since: the client's own timeout for a connection has a cause.
            throw new MirrorException(error.InnerException is TimeoutException ? FetchFaults.ConnectTimeout(connectTimeout) : FetchFaults.Silence(silence),
                error);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw new MirrorException(FetchFaults.OfTransfer(error, have, total), error);
        }
    }

    /// <summary>Asks for the rest when there is a beginning; a server that has no such rest is asked for the whole.</summary>
    private async Task<HttpResponseMessage> AskAsync(Uri address, long have, CancellationTokenSource patience)
    {
        HttpResponseMessage response = await FollowAsync(address, have, patience).ConfigureAwait(false);
        bool otherRest = response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable
            || (response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From != have);
        if (have == 0 || !otherRest)
        {
            return response;
        }

        response.Dispose();
        return await AskAsync(address, 0, patience).ConfigureAwait(false);
    }

    /// <summary>Asks at an address, then where the server says, as far as <see cref="Redirects"/> allows.</summary>
    private async Task<HttpResponseMessage> FollowAsync(Uri address, long have, CancellationTokenSource patience)
    {
        Uri current = address;
        for (int redirects = 0; redirects <= Redirects.Most; redirects++)
        {
            patience.CancelAfter(connectTimeout + silence);
            using var request = new HttpRequestMessage(HttpMethod.Get, current);
            request.Headers.Range = have > 0 ? new RangeHeaderValue(have, null) : null;
            HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
            if (response.StatusCode is not (HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther
                or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect))
            {
                return response;
            }

            using (response)
            {
                current = Redirects.Follow(current, response.Headers.Location);
            }
        }

        throw new MirrorException($"the server redirects more than {Redirects.Most} times");
    }

    private static void Keep(FileStream part, long length)
    {
        if (part.Length != length)
        {
            part.SetLength(length);
        }

        part.Position = length;
    }

    private static void OnDisk(Action step)
    {
        try
        {
            step();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new PartialFileException(error);
        }
    }
}

/// <summary>A mirror did not give a file; another one may.</summary>
/// <param name="reason">Why, in a line.</param>
/// <param name="inner">The cause, if another exception is one.</param>
internal sealed class MirrorException(string reason, Exception? inner = null) : Exception(reason, inner);

/// <summary>The partial file of a download cannot be written: the disk's fault, not the network's.</summary>
/// <param name="inner">What the operating system said.</param>
internal sealed class PartialFileException(Exception inner) : Exception(inner.Message, inner);
