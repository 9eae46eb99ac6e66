using System.Collections.Concurrent;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Snapshots;

/// <summary>
/// Accepted numbers that stand in git's last commit and no longer in their file: a guard that vanished, where a run would pass for new.
/// Safe to use from any thread.
/// </summary>
/// <param name="committed">What the last commit holds of the snapshots.</param>
internal sealed class VanishedEntries(CommittedFiles committed)
{
    private readonly ConcurrentDictionary<string, HashSet<string>> _names = new(StringComparer.Ordinal);

    /// <summary>What is wrong with a run that its file has no entry of; null when the last commit has none either, or nothing is known of it.</summary>
    /// <param name="path">The verified file's absolute path.</param>
    /// <param name="file">The same as the user knows it.</param>
    /// <param name="experiment">The experiment.</param>
    /// <param name="run">The run's name.</param>
    public string? Fault(string path, string file, string experiment, string run) => !Committed(path, file, experiment).Contains(run) ? null
        : $"{file}: the last commit has accepted numbers of {run}, the file no longer does; {SnapshotRemedy.Restore(file)}; or accept others in "
            + $"their place: dotnet run -- snapshots accept {ShellText.Quote(run)}";

    private HashSet<string> Committed(string path, string file, string experiment) => _names.GetOrAdd(path, _ =>
    {
        try
        {
            return committed.Text(path) is { } text ? [.. SnapshotFile.Parse(text, file, experiment).Select(entry => entry.Name)] : [];
        }
        catch (SnapshotException)
        {
            // Committed as it should not be: whoever reads it says so.
            return [];
        }
    });
}
