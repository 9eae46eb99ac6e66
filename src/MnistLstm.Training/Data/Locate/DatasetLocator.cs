using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Data.Locate;

/// <summary>Looks for a data set's four files. It only lists folders; the files' content is not its business.</summary>
public static class DatasetLocator
{
    private const string NoFolder = "no such folder";

    // A hint is not worth a walk through a whole disk.
    private const int HintDepth = 3;
    private const int HintFolders = 1000;
    private static readonly IReadOnlyDictionary<DatasetFile, string> s_noPaths = new Dictionary<DatasetFile, string>();

    /// <summary>Looks in each place until one has all four files. A folder with some of them is noted and passed over.</summary>
    /// <param name="dataset">What to look for.</param>
    /// <param name="places">Where.</param>
    public static DatasetLocation Locate(DatasetDefinition dataset, DataPlaces places)
    {
        if (dataset.IsEmbedded)
        {
            return new DatasetLocation(dataset, null, s_noPaths, [], "the program itself is damaged: build it again");
        }

        var seen = new List<DatasetPlace>();
        foreach (string root in Roots(dataset, places))
        {
            foreach (string subfolder in dataset.Subfolders)
            {
                string folder = Path.Combine(root, subfolder);
                (DatasetPlace place, Dictionary<DatasetFile, string> paths) = Look(dataset, folder);
                if (subfolder == dataset.Name || place.Finding != NoFolder)
                {
                    seen.Add(place);
                }

                if (place.Missing.Count == 0)
                {
                    return new DatasetLocation(dataset, folder, paths, seen, DamageRemedy(dataset, places, root));
                }
            }
        }

        return new DatasetLocation(dataset, null, s_noPaths, seen, MissingRemedy(dataset, places));
    }

    // Of a set with a manifest the files may be committed beside that: they belong to the repository, whatever folder is given.
    private static IEnumerable<string> Roots(DatasetDefinition dataset, DataPlaces places) =>
        dataset.Manifest is not null && places.Manifests is { } beside ? places.Folders.Prepend(beside) : places.Folders;

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
            return (new DatasetPlace(folder, NoFolder, dataset.Files), paths);
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
        if (dataset.Manifest is { } manifest)
        {
            return $"bring the four files that {manifest} describes into {Path.Combine(places.Folders[0], dataset.Name)}, or make them again with the 'dotnet "
                + $"run -- data add' that wrote it";
        }

        if (places.GivenBy is { } given)
        {
            string root = Path.TrimEndingDirectorySeparator(places.Folders[0]);
            return $"{DepthHint(dataset, given, root)}put the four files into {Path.Combine(root, dataset.Name)}, or leave out {given} to search the "
                + $"usual places";
        }

        string fetch = places.CacheFolder is null ? "" : $"{FetchCommand(dataset)} downloads it; or ";
        string other = dataset.OtherSource is null ? "" : $"{dataset.OtherSource}; or ";
        return $"{fetch}{other}put the four files into one of these folders";
    }

    /// <summary>For a folder that was given and is a step or two too deep.</summary>
    private static string DepthHint(DatasetDefinition dataset, string given, string root)
    {
        foreach (string folder in (string[])[root, Path.Combine(root, "raw")])
        {
            if (Look(dataset, folder).Place.Missing.Count < dataset.Files.Count && Above(dataset, folder) is { } parent)
            {
                return $"the files lie in {folder}: give {given} {parent}; or else ";
            }
        }

        return Look(dataset, root).Place.Missing.Count == dataset.Files.Count
            ? BelowHint(dataset, given, root) : $"files of this kind lie in {root} itself: move them to {Path.Combine(root, dataset.Name)}; or else ";
    }

    /// <summary>For a folder that was given and is a step or two too high, or whose own folders have other names.</summary>
    private static string BelowHint(DatasetDefinition dataset, string given, string root)
    {
        if (!Directory.Exists(root))
        {
            return "";
        }

        EnumerationOptions below =
            new() { RecurseSubdirectories = true, MaxRecursionDepth = HintDepth, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = true };
        string? folder = Directory.EnumerateDirectories(root, "*", below).Take(HintFolders).FirstOrDefault(sub => Look(dataset, sub).Place.Missing.Count == 0);
        return folder is null ? ""
            : Above(dataset, folder) is { } parent ? $"the files lie in {folder}: give {given} {parent}; or else "
            : $"the files lie in {folder}: move them to {Path.Combine(root, dataset.Name)}; or else ";
    }

    /// <summary>The folder to give instead of one that ends as the data set's own folders do; null when it does not.</summary>
    private static string? Above(DatasetDefinition dataset, string folder) => dataset.Subfolders
        .Where(subfolder => folder.EndsWith(Path.DirectorySeparatorChar + subfolder, StringComparison.Ordinal))
        .Select(subfolder => folder[..^(subfolder.Length + 1)])
        .FirstOrDefault(above => above.Length > 0);

    private static string DamageRemedy(DatasetDefinition dataset, DataPlaces places, string root)
    {
        if (dataset.Manifest is { } manifest)
        {
            return $"put the file that {manifest} describes in its place; if the data was to change, write files and manifest again: dotnet run -- data "
                + $"add {dataset.Name} ... --force";
        }

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
