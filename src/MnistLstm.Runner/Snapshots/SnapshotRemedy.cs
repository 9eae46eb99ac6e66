using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Snapshots;

/// <summary>How a snapshot file that is not what was written is brought back.</summary>
internal static class SnapshotRemedy
{
    private static readonly string[] s_markers = ["<<<<<<< ", ">>>>>>> ", "||||||| "];

    /// <summary>The command: of HEAD, since in the midst of a merge git has no other version to take.</summary>
    public static string Restore(string file) => $"restore it: git checkout HEAD -- {ShellText.Quote(file)}";

    /// <summary>The commands where something else lies in its place.</summary>
    public static string InPlaceOf(string file) =>
        $"remove it, and restore the accepted file: rm -r {ShellText.Quote(file)}; git checkout HEAD -- {ShellText.Quote(file)}";

    /// <summary>The first conflict marker that a merge left in a text, with its line from 1; null when there is none.</summary>
    public static (int Line, string Marker)? FirstConflict(string text)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            number++;
            foreach (string marker in s_markers)
            {
                if (line.StartsWith(marker))
                {
                    return (number, line.ToString());
                }
            }
        }

        return null;
    }

    /// <summary>What to do about conflict markers: both sides' numbers are of specs that are no longer what they were.</summary>
    public static string AfterMerge(string file) =>
        $"merge the specs, bring back the numbers of this branch with git checkout HEAD -- {file} (or the other's: git checkout --theirs -- {file}), then run "
            + $"and accept what differs";
}
