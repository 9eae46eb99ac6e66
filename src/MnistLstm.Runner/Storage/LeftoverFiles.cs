using System.Collections.Concurrent;
using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Sweeps;

namespace MnistLstm.Runner.Storage;

/// <summary>Half-written files of processes that were killed.</summary>
internal static class LeftoverFiles
{
    // No write takes that long. Older versions' names, and other machines', do not tell whether the process still runs.
    private static readonly TimeSpan s_oldEnough = TimeSpan.FromDays(1);

    private static readonly ConcurrentDictionary<string, byte> s_swept = new(StringComparer.Ordinal);

    /// <summary>Removes them from a folder, once in this process's life.</summary>
    public static void SweepOnce(string folder)
    {
        if (s_swept.TryAdd(Path.GetFullPath(folder), 0))
        {
            Sweep(folder);
        }
    }

    /// <summary>Removes them from a folder: those whose process is gone and which nobody holds open. What cannot be removed stays.</summary>
    public static void Sweep(string folder)
    {
        string[] leftovers;
        try
        {
            leftovers = [.. Directory.EnumerateFiles(folder, "*" + AsideName.Ending).Where(IsLeftover)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A folder that cannot be listed can still be written to: tidying up is never a reason to fail.
            return;
        }

        foreach (string path in leftovers)
        {
            Remove(path);
        }
    }

    private static void Remove(string path)
    {
        try
        {
            // A writer holds its file alone, so this is refused while one is at work, whatever its name says.
            using (new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.Delete))
            {
                File.Delete(path);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Held, gone already, or not ours.
        }
    }

    private static bool IsLeftover(string path) => AsideName.Parse(Path.GetFileName(path)) switch
    {
        null => false,
        { IsOfThisMachine: true, ProcessId: { } process } => process != Environment.ProcessId && !ProcessIdentity.Exists(process),
        _ => DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > s_oldEnough,
    };
}
