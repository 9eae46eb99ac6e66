namespace MnistLstm.Training.Data.Locate;

/// <summary>The folders whose subfolders, named like a data set, are looked at; and the one fetched files go to.</summary>
public sealed record DataPlaces
{
    /// <summary>The environment variable that names the only folder to look at.</summary>
    public const string Variable = "MNIST_LSTM_DATA";

    private const string CacheName = "mnist-lstm";

    /// <summary>The folders, in the order they are looked at; absolute paths.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>Where fetched data goes; null when the user has no cache folder.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The repository's folder of manifests, where the files of a data set may lie beside its own, looked at before all others; null outside of a
    /// repository.</summary>
    public string? Manifests { get; init; }

    /// <summary>What named the folder, <c>--data</c> or <c>$MNIST_LSTM_DATA</c>: it is the only one looked at, and nothing is fetched. Null when the usual
    /// places are searched.</summary>
    public string? GivenBy { get; init; }

    /// <summary>The places to look at.</summary>
    /// <param name="dataFolder">The value of <c>--data</c>; null if not given. It wins over the variable.</param>
    /// <param name="repositoryRoot">The repository's root, beside which and in which data may lie; null if there is none.</param>
    /// <param name="environment">Gives a variable's value or null; null reads the process's environment.</param>
    /// <exception cref="ArgumentException"><paramref name="dataFolder"/> is empty.</exception>
    public static DataPlaces Resolve(string? dataFolder, string? repositoryRoot, Func<string, string?>? environment = null)
    {
        Func<string, string?> read = environment ?? Environment.GetEnvironmentVariable;
        string? cache = ResolveCache(read);
        string? manifests = repositoryRoot is null ? null : Path.GetFullPath(Path.Combine(repositoryRoot, "datasets"));
        if (dataFolder is not null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
            return new DataPlaces { Folders = [Path.GetFullPath(dataFolder)], CacheFolder = cache, Manifests = manifests, GivenBy = "--data" };
        }

        if (read(Variable) is { Length: > 0 } variable)
        {
            return new DataPlaces { Folders = [Path.GetFullPath(variable)], CacheFolder = cache, Manifests = manifests, GivenBy = "$" + Variable };
        }

        var folders = new List<string>();
        if (repositoryRoot is not null)
        {
            folders.Add(Path.GetFullPath(Path.Combine(repositoryRoot, "data")));
            folders.Add(Path.GetFullPath(Path.Combine(repositoryRoot, "..", "shared", "data")));
        }

        if (cache is not null)
        {
            folders.Add(cache);
        }

        if (!OperatingSystem.IsWindows())
        {
            folders.Add("/usr/share/datasets");
        }

        return new DataPlaces { Folders = folders, CacheFolder = cache, Manifests = manifests };
    }

    /// <summary>A relative XDG_CACHE_HOME is ignored, as the XDG base directory specification asks.</summary>
    private static string? ResolveCache(Func<string, string?> read)
    {
        if (read("XDG_CACHE_HOME") is { Length: > 0 } xdg && Path.IsPathFullyQualified(xdg))
        {
            return Path.Combine(xdg, CacheName);
        }

        if (OperatingSystem.IsWindows())
        {
            return read("LOCALAPPDATA") is { Length: > 0 } local ? Path.Combine(local, CacheName) : null;
        }

        string? home = read("HOME") is { Length: > 0 } named ? named : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return home.Length > 0 ? Path.Combine(home, ".cache", CacheName) : null;
    }
}
