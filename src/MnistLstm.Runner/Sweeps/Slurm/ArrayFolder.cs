using System.Globalization;
using System.Text;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>
/// What an array needs and leaves, in <c>results/.slurm/</c>, which all nodes see: a copy of the program, a list of runs for each task, the job
/// script; then, by task, that it began, what it reports, and its log.
/// </summary>
/// <param name="path">The folder, absolute.</param>
internal sealed class ArrayFolder(string path)
{
    private const string ArrayFile = "array";
    private const int LogTail = 4096;

    /// <summary>The folder.</summary>
    public string Folder => path;

    /// <summary>The copy of the program.</summary>
    public string Program => Path.Combine(path, "program");

    /// <summary>The job script.</summary>
    public string Script => Path.Combine(path, "job.sh");

    /// <summary>The tasks' logs.</summary>
    public string Logs => Path.Combine(path, "log");

    /// <summary>The array, as <see cref="ArrayId.Parsable"/>; null for a folder whose array was never submitted.</summary>
    public ArrayId? Array => ReadSmall(Path.Combine(path, ArrayFile)) is { } text ? ArrayId.Parse(text) : null;

    /// <summary>A task's log.</summary>
    public string Log(int task) => Path.Combine(Logs, Name(task) + ".txt");

    /// <summary>Makes a new one.</summary>
    /// <param name="layout">Where results are.</param>
    /// <param name="time">The clock its name is of.</param>
    /// <param name="tasks">The runs of each task, which are numbered from 1.</param>
    /// <param name="fingerprints">Each run's fingerprint by its name.</param>
    /// <exception cref="IOException">The place cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write there.</exception>
    public static ArrayFolder Create(RepositoryLayout layout, TimeProvider time, IReadOnlyList<IReadOnlyList<string>> tasks,
        IReadOnlyDictionary<string, string> fingerprints)
    {
        string stamp = time.GetUtcNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        ArrayFolder folder = new(Path.Combine(Above(layout), $"{stamp}-{Guid.NewGuid().ToString("n")[..4]}"));
        foreach (string part in (string[])["tasks", "begun", "report", "log"])
        {
            Directory.CreateDirectory(Path.Combine(folder.Folder, part));
        }

        foreach ((int index, IReadOnlyList<string> runs) in tasks.Index())
        {
            File.WriteAllText(folder.Of("tasks", index + 1), string.Concat(runs.Select(run => run + "\n")));
        }

        File.WriteAllText(folder.RunsFile, string.Concat(fingerprints.Select(run => $"{run.Value} {run.Key}\n")));
        return folder;
    }

    /// <summary>All that are there, the oldest first.</summary>
    public static IReadOnlyList<ArrayFolder> All(RepositoryLayout layout) =>
        [.. Listed(Above(layout), Directory.GetDirectories).Order(StringComparer.Ordinal).Select(folder => new ArrayFolder(folder))];

    /// <summary>Held while arrays are looked at and submitted, so that the same sweep started twice submits its runs once.</summary>
    public static string LockFile(RepositoryLayout layout) => Path.Combine(Above(layout), "submit.lock");

    /// <summary>Notes the id under which it was submitted.</summary>
    public void WriteArray(ArrayId id) => AtomicFile.Write(Path.Combine(path, ArrayFile), Encoding.UTF8.GetBytes(id.Parsable + "\n"));

    /// <summary>The runs of each task. Files with other names are not of this program.</summary>
    public IReadOnlyDictionary<int, IReadOnlyList<string>> Tasks()
    {
        Dictionary<int, IReadOnlyList<string>> tasks = [];
        foreach (string file in Listed(Path.Combine(path, "tasks"), Directory.GetFiles))
        {
            if (int.TryParse(Path.GetFileName(file), NumberStyles.None, CultureInfo.InvariantCulture, out int task) && Path.GetFileName(file) == Name(task))
            {
                tasks[task] = (ReadSmall(file) ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries);
            }
        }

        return tasks;
    }

    /// <summary>The fingerprint of each run, by its name. A run that stands in it twice, by another hand then, has none.</summary>
    public IReadOnlyDictionary<string, string> Fingerprints() => (ReadSmall(RunsFile) ?? "").Split('\n')
        .Select(line => line.Split(' ', 2)).Where(words => words.Length == 2).GroupBy(words => words[1], words => words[0], StringComparer.Ordinal)
        .Where(run => run.Count() == 1).ToDictionary(run => run.Key, run => run.First(), StringComparer.Ordinal);

    /// <summary>True when it was touched lately, or a task's file in it was.</summary>
    public bool IsYoungerThan(TimeSpan age, TimeProvider time)
    {
        DateTime limit = (time.GetUtcNow() - age).UtcDateTime;
        return Directory.GetLastWriteTimeUtc(path) > limit
            || ((string[])["begun", "report", "log"]).SelectMany(part => Listed(Path.Combine(path, part), Directory.GetFiles))
                .Any(file => File.GetLastWriteTimeUtc(file) > limit);
    }

    /// <summary>True once a task's script ran on a node that sees this folder.</summary>
    public bool HasBegun(int task) => File.Exists(Of("begun", task));

    /// <summary>What a task reports of its runs; null before its end, and when it was killed.</summary>
    public TaskReport? Report(int task) => ReadSmall(Of("report", task)) is { } text ? TaskReport.Parse(text) : null;

    /// <summary>The last line of a task's log that says something; null when there is none.</summary>
    public string? LastLine(int task)
    {
        try
        {
            using FileStream? log = StoredFile.TryOpen(Log(task), long.MaxValue);
            if (log is null)
            {
                return null;
            }

            log.Position = Math.Max(0, log.Length - LogTail);
            using StreamReader reader = new(log, Encoding.UTF8);
            return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault();
        }
        catch (IOException)
        {
            // The log is named besides; whoever opens it will see why.
            return null;
        }
    }

    /// <summary>Removes the program of an array that is over, and all the rest unless logs are to be kept. What cannot be removed stays.</summary>
    public void Remove(bool keepLogs)
    {
        try
        {
            string target = keepLogs ? Program : path;
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // A node may still hold a file of it open, or it is another user's; the next sweep on this folder tries again.
        }
    }

    private string RunsFile => Path.Combine(path, "runs");

    private static string Above(RepositoryLayout layout) => Path.Combine(layout.Results, ".slurm");

    private static string Name(int task) => task.ToString(CultureInfo.InvariantCulture);

    // Another user's folder, or one that is being removed, says nothing.
    private static string[] Listed(string folder, Func<string, string[]> list)
    {
        try
        {
            return list(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string? ReadSmall(string file)
    {
        try
        {
            return StoredFile.TryReadText(file, StoredFile.LargeLimit);
        }
        catch (IOException)
        {
            // Being written on a node, or another user's: nothing is known then.
            return null;
        }
    }

    private string Of(string part, int task) => Path.Combine(path, part, Name(task));
}
