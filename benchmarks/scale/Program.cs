using System.Diagnostics;
using System.Globalization;
using MnistLstm.Runner.Benchmark;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Storage.Locks;
using MnistLstm.Runner.Sweeps.Slurm;
using MnistLstm.Training;

// Measures what a sweep of many runs costs beside the training, on a local disk, and reckons from it how such a sweep goes on a cluster.
if (args.Length < 2 || !int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count)
    || !double.TryParse(args[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double startUp))
{
    Console.Error.WriteLine("usage: ScaleBenchmark <number of runs> <seconds that a task takes to start and to find its run done>");
    return 2;
}

string root = Directory.CreateTempSubdirectory("mnist-lstm-scale-").FullName;
try
{
    Directory.CreateDirectory(Path.Combine(root, "experiments"));
    RepositoryLayout layout = new(root);
    new StoredRunsMaker(layout).Make(count);
    IReadOnlyList<RunSpec> stored = StoredRunsMaker.Catalog(count);
    RepositoryLayout empty = new(root, Path.Combine(root, "nothing"));

    Row("measured", "on one machine, local disk");
    Row("---", "---");
    Row("a task starts, and finds its run done", Milliseconds(startUp * 1000));

    const int Locks = 2000;
    double lockCost = Time(() =>
    {
        for (int i = 0; i < Locks; i++)
        {
            using OwnedLock? held = OwnedLock.TryAcquire(Path.Combine(root, "locks", $"{i}.lock"), out _);
        }
    }) / Locks;
    Row("a run's lock is taken and let go of, with its owner's file", Milliseconds(lockCost * 1000));

    int tasks = Math.Min(1000, count);
    Dictionary<string, string> fingerprints = stored.ToDictionary(spec => spec.Name, _ => "0123456789abcdef");
    string[][] shares = [.. stored.Chunk((count + tasks - 1) / tasks).Select(share => share.Select(spec => spec.Name).ToArray())];
    ArrayFolder folder = null!;
    Row($"the lists of {tasks} tasks are written",
        Milliseconds(Time(() => folder = ArrayFolder.Create(layout, TimeProvider.System, shares, fingerprints)) * 1000));
    string program = AppContext.BaseDirectory;
    long bytes = Directory.EnumerateFiles(program, "*", SearchOption.AllDirectories).Sum(file => new FileInfo(file).Length);
    Row($"the program is copied ({bytes >> 10} KiB)", Milliseconds(Time(() => new ProgramFiles(program, "x", null).CopyTo(folder.Program)) * 1000));

    RunEngines engines = new(null);
    RunService there = new(layout, readOnlySnapshots: true, engines);
    RunService missing = new(empty, readOnlySnapshots: true, engines);
    _ = there.Stored(stored[0]);
    double absent = Time(() => _ = stored.Count(spec => missing.Stored(spec).Status is null)) / count;
    Row("a look at a run that is not there yet", Milliseconds(absent * 1000));
    double present = Time(() => _ = stored.Count(spec => there.Stored(spec).Status is not null)) / count;
    Row("a look at a result, compared with its snapshot", Milliseconds(present * 1000));
    string queue = string.Concat(Enumerable.Range(1, tasks).Select(task => $"4711|{task}|RUNNING|node{task % 100}|None|{folder.Folder}\n"));
    Row($"squeue's answer for {tasks} tasks is read",
        Milliseconds(Time(() => _ = queue.Split('\n').Select(line => TaskState.Parse(line)).OfType<TaskState>().Count()) * 1000));

    Console.WriteLine();
    ClusterSimulation.Print(count, startUp, lockCost, absent);
    return 0;
}
finally
{
    Directory.Delete(root, recursive: true);
}

static double Time(Action action)
{
    long start = Stopwatch.GetTimestamp();
    action();
    return Stopwatch.GetElapsedTime(start).TotalSeconds;
}

static string Milliseconds(double value) => value.ToString(value < 10 ? "0.00" : "0", CultureInfo.InvariantCulture) + " ms";

static void Row(string what, string value) => Console.WriteLine($"| {what} | {value} |");
