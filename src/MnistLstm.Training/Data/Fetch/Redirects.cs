namespace MnistLstm.Training.Data.Fetch;

/// <summary>Which redirects of a mirror are followed: those that keep the scheme, and those from HTTP to HTTPS.</summary>
internal static class Redirects
{
    /// <summary>How many are followed one after the other.</summary>
    public const int Most = 10;

    /// <summary>Where a redirect leads.</summary>
    /// <param name="from">The address that was asked.</param>
    /// <param name="location">The answer's Location, absolute or relative; null if it has none.</param>
    /// <exception cref="MirrorException">Nowhere, or to a place that is not to be trusted with the question.</exception>
    public static Uri Follow(Uri from, Uri? location)
    {
        if (location is null || !Uri.TryCreate(from, location, out Uri? target))
        {
            throw new MirrorException("the server redirects and does not say where to");
        }

        return target.Scheme == from.Scheme || target.Scheme == Uri.UriSchemeHttps
            ? target
            : throw new MirrorException($"the server redirects to {target}, which is not {(from.Scheme == Uri.UriSchemeHttps ? "HTTPS" : "HTTP or HTTPS")}");
    }
}
