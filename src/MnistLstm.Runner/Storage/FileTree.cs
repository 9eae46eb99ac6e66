using System.IO.Enumeration;

namespace MnistLstm.Runner.Storage;

/// <summary>What lies below a folder of specs or snapshots, as the build sees it: links to folders are followed, but for those that lead back up.</summary>
internal static class FileTree
{
    // One folder that this user may not read must not end a command over the others.
    private static readonly EnumerationOptions s_all =
        new() { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None, MatchCasing = MatchCasing.CaseSensitive };

    /// <summary>Absolute paths of all files below a folder; none where it is not there.</summary>
    public static IEnumerable<string> Files(string folder) => Below(folder, folders: false);

    /// <summary>The same with the folders.</summary>
    public static IEnumerable<string> Entries(string folder) => Below(folder, folders: true);

    private static IEnumerable<string> Below(string folder, bool folders) => !Directory.Exists(folder) ? []
        : new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToFullPath(), s_all)
        {
            ShouldIncludePredicate = (ref entry) => folders || !entry.IsDirectory,
            ShouldRecursePredicate = (ref entry) => !entry.Attributes.HasFlag(FileAttributes.ReparsePoint) || !LeadsUp(entry.ToFullPath()),
        };

    /// <summary>True for a link to a folder that it lies in itself: below it everything lies once more, without an end.</summary>
    public static bool LeadsUp(string folder)
    {
        try
        {
            return Directory.ResolveLinkTarget(folder, returnFinalTarget: true) is { } target
                && (folder + Path.DirectorySeparatorChar).StartsWith(
                    Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        }
        catch (IOException)
        {
            // Links in a circle lead nowhere.
            return true;
        }
    }
}
