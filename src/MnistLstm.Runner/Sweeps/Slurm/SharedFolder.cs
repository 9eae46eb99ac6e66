using MnistLstm.Runner.Selection;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>Whether the nodes of a cluster can see a folder of this machine, as far as that can be told from here.</summary>
internal static class SharedFolder
{
    private static readonly string[] s_ofMemory = ["tmpfs", "ramfs"];
    private static readonly string[] s_ofDisks =
        ["ext2", "ext3", "ext4", "xfs", "btrfs", "overlay", "overlayfs", "zfs", "f2fs", "msdos", "ntfs", "apfs", "hfs"];

    /// <summary>Refuses a folder that no other node can see, or that Slurm's own patterns cannot name.</summary>
    /// <param name="folder">The folder, absolute; it need not be there yet.</param>
    /// <param name="kind">The file system's name, such as <c>nfs</c>; null when it is not known.</param>
    /// <param name="nodes">The cluster's nodes; empty when they are not known.</param>
    /// <returns>What should be known of it; null for nothing.</returns>
    /// <exception cref="UsageException">It cannot be used.</exception>
    public static string? Judge(string folder, string? kind, IReadOnlyCollection<string> nodes)
    {
        if (folder.Contains('\\', StringComparison.Ordinal) || folder.Any(char.IsControl))
        {
            throw new UsageException($"Slurm cannot name logs in {folder.ReplaceLineEndings(" ")}: its path has a backslash or a control character",
                "choose another folder with --results");
        }

        bool onlyHere =
            nodes.Count == 1 && string.Equals(nodes.First().Split('.')[0], Environment.MachineName.Split('.')[0], StringComparison.OrdinalIgnoreCase);
        return onlyHere || kind is null ? null
            : s_ofMemory.Contains(kind) ? throw new UsageException(
                $"{folder} lies in this machine's memory ({kind}), which no other node sees",
                "choose a folder that all nodes share, by the same path: --results /shared/…", "docs/scale.md says what the folder must guarantee")
            : s_ofDisks.Contains(kind) ? $"{folder} is on a disk of this machine ({kind}); the nodes must see it by the same path (docs/scale.md)"
            : null;
    }

    /// <summary>The kind of file system that a folder is, or will be, on; null when it cannot be told.</summary>
    public static string? KindOf(string folder)
    {
        try
        {
            string? there = folder;
            while (there is not null && !Directory.Exists(there))
            {
                there = Path.GetDirectoryName(there);
            }

            return there is null ? null : new DriveInfo(there).DriveFormat;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // Nothing can be said of it then; a task that does not find the folder says so.
            return null;
        }
    }
}
