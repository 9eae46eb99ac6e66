using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data.Locate;

/// <summary>Looks for a data set's four files. It only lists folders; the files' content is not its business.</summary>
public static class DatasetLocator
{
    private static readonly IReadOnlyDictionary<DatasetFile, string> NoPaths = new Dictionary<DatasetFile, string>();

    /// <summary>Looks in each place until one has all four files. A folder with some of them is noted and passed over.</summary>
    /// <param name="dataset">What to look for.</param>
    /// <param name="places">Where.</param>
    public static DatasetLocation Locate(DatasetDefinition dataset, DataPlaces places)
    {
        if (dataset.IsEmbedded)
        {
            return new DatasetLocation(dataset, null, NoPaths, [], "the program itself is damaged: build it again");
        }

        var seen = new List<DatasetPlace>();
        foreach (string root in places.Folders)
        {
            string folder = Path.Combine(root, dataset.Name);
            (DatasetPlace place, Dictionary<DatasetFile, string> paths) = Look(dataset, folder);
            seen.Add(place);
            if (place.Missing.Count == 0)
            {
                return new DatasetLocation(dataset, folder, paths, seen, DamageRemedy(dataset, places, root));
            }
        }

        return new DatasetLocation(dataset, null, NoPaths, seen, MissingRemedy(dataset, places));
    }

    private static (DatasetPlace Place, Dictionary<DatasetFile, string> Paths) Look(DatasetDefinition dataset, string folder)
    {
        var paths = new Dictionary<DatasetFile, string>();
        HashSet<string> names;
        try
        {
            names = [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path))];
        }
        catch (DirectoryNotFoundException)
        {
            return (new DatasetPlace(folder, "no such folder", dataset.Files), paths);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return (new DatasetPlace(folder, $"the folder cannot be read ({error.Message})", dataset.Files), paths);
        }

        foreach (DatasetFile file in dataset.Files)
        {
            if (file.AcceptedNames.FirstOrDefault(names.Contains) is { } name)
            {
                paths.Add(file, Path.Combine(folder, name));
            }
        }

        DatasetFile[] missing = [.. dataset.Files.Where(file => !paths.ContainsKey(file))];
        string finding = missing.Length switch
        {
            0 => "has all four files",
            4 => "has none of the four files",
            _ => "lacks " + string.Join(", ", missing.Select(file => file.PublishedName)),
        };
        return (new DatasetPlace(folder, finding, missing), paths);
    }

    private static string MissingRemedy(DatasetDefinition dataset, DataPlaces places)
    {
        if (places.GivenBy is { } given)
        {
            string root = places.Folders[0];
            string? parent = Path.GetDirectoryName(root);
            bool oneTooDeep = parent is not null && Look(dataset, root).Place.Missing.Count < dataset.Files.Count;
            string hint = !oneTooDeep ? ""
                : Path.GetFileName(root) == dataset.Name ? $"the files lie in {root} itself: give its parent, {given} {parent}; or else "
                : $"files of this kind lie in {root} itself: move them to {Path.Combine(root, dataset.Name)}; or else ";
            return $"{hint}put the four files into {Path.Combine(root, dataset.Name)}, or leave out {given} to search the usual places";
        }

        string fetch = places.CacheFolder is null ? "" : $"{FetchCommand(dataset)} downloads it; or ";
        string other = dataset.OtherSource is null ? "" : $"{dataset.OtherSource}; or ";
        return $"{fetch}{other}put the four files into one of these folders";
    }

    private static string DamageRemedy(DatasetDefinition dataset, DataPlaces places, string root)
    {
        if (places.GivenBy is null && root == places.CacheFolder)
        {
            return $"{FetchCommand(dataset)} downloads it again";
        }

        string fetch = places.GivenBy is not null || places.CacheFolder is null
            ? "" : $", or remove it and run {FetchCommand(dataset)}, which downloads the set to {places.CacheFolder}";
        return $"put a good copy in its place{fetch}";
    }

    private static string FetchCommand(DatasetDefinition dataset) => $"dotnet run -- data fetch {dataset.Name}";
}
