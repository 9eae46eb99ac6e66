using System.Diagnostics;
using System.Globalization;
using MnistLstm.Runner;
using MnistLstm.Runner.Benchmark;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;

// Commands over a repository of many stored results, each in a process of its own, as a user has it, and timed there from its first line of code
// on; the start of .NET is not in it. The commands print to standard output and error as always, so the figures go to a file.
string[][] equal =
[
    ["list"], ["list", "--format", "csv"], ["compare"], ["compare", "--seeds"], ["sweep", "experiments/", "--dry-run"], ["results", "list"],
    ["sweep", "experiments/"],
];
if (args is [var root, var made, var file, .. var words] && words.Length > 0)
{
    return Measure(new RepositoryLayout(root), int.Parse(made, CultureInfo.InvariantCulture), file, words);
}

// Of results none of which is the accepted one, each command begins without what is kept for review, and the sweep writes it.
string[][] differing = [["compare"], ["sweep", "experiments/"], ["snapshots", "review"]];
bool differ = args is [_, _, "differ"];
if ((args.Length != 2 && !differ) || !int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
{
    Console.Error.WriteLine("usage: StoredResultsBenchmark <number of runs> <file for the figures> [differ]");
    return 2;
}

string folder = Directory.CreateTempSubdirectory("mnist-lstm-many-").FullName;
try
{
    Directory.CreateDirectory(Path.Combine(folder, "experiments"));
    new StoredRunsMaker(new RepositoryLayout(folder)).Make(count, differ);
    File.WriteAllText(args[1], "| command | seconds | of the processor | again | of the processor | MiB at most |\n|---|---|---|---|---|---|\n");
    foreach (string[] command in differ ? differing : equal)
    {
        string[][] rounds = [Child(folder, count, command), Child(folder, count, command)];
        File.AppendAllText(args[1],
            $"| `{string.Join(' ', command)}` | {rounds[0][0]} | {rounds[0][1]} | {rounds[1][0]} | {rounds[1][1]} | {rounds[1][2]} |\n");
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

return 0;

static string[] Child(string folder, int count, string[] command)
{
    string figures = Path.Combine(folder, "figures.tmp");
    foreach (string received in Directory.EnumerateFiles(Path.Combine(folder, "experiments"), "*.received.json", SearchOption.AllDirectories))
    {
        File.Delete(received);
    }

    ProcessStartInfo start = new(Environment.ProcessPath!,
        [.. Path.GetFileName(Environment.ProcessPath!).StartsWith("dotnet", StringComparison.Ordinal) ? [Environment.GetCommandLineArgs()[0]]
            : Array.Empty<string>(), folder, count.ToString(CultureInfo.InvariantCulture), figures, .. command]);
    using Process process = Process.Start(start)!;
    process.WaitForExit();
    return process.ExitCode is ExitCode.Success or ExitCode.SnapshotDiffers
        ? File.ReadAllLines(figures) : throw new InvalidOperationException($"{string.Join(' ', command)} ended {process.ExitCode}");
}

static int Measure(RepositoryLayout layout, int count, string file, string[] command)
{
    Directory.SetCurrentDirectory(layout.Root);
    TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
    long start = Stopwatch.GetTimestamp();
    Lazy<IReadOnlyList<MnistLstm.Training.RunSpec>> catalog = new(() => StoredRunsMaker.Catalog(count));
    int code = ExperimentApp.Run(command, () => catalog.Value);
    TimeSpan time = Stopwatch.GetElapsedTime(start);
    using Process process = Process.GetCurrentProcess();
    File.WriteAllLines(file,
    [
        time.TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture),
        (process.TotalProcessorTime - before).TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture),
        (process.PeakWorkingSet64 >> 20).ToString(CultureInfo.InvariantCulture),
    ]);
    return code;
}
