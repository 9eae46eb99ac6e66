using System.Diagnostics;
using System.Globalization;
using MnistLstm.Runner;
using MnistLstm.Runner.Benchmark;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

// Commands over a repository of many stored results, each timed from its first line of code on; the start of .NET is not in it. The commands
// print to standard output and error as always, so the figures go to a file.
if (args.Length != 2 || !int.TryParse(args[0], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
{
    Console.Error.WriteLine("usage: StoredResultsBenchmark <number of runs> <file for the figures>");
    return 2;
}

string root = Directory.CreateTempSubdirectory("mnist-lstm-many-").FullName;
using StreamWriter figures = new(args[1]) { AutoFlush = true };
figures.WriteLine("| command | seconds | of the processor | again | of the processor | MiB at most |");
figures.WriteLine("|---|---|---|---|---|---|");
try
{
    Directory.CreateDirectory(Path.Combine(root, "experiments"));
    IReadOnlyList<RunSpec> catalog = new StoredRunsMaker(new RepositoryLayout(root)).Make(count);
    Directory.SetCurrentDirectory(root);
    foreach (string[] command in (string[][])[["list"], ["list", "--format", "csv"], ["compare"], ["sweep", "experiments/", "--dry-run"], ["results", "list"], ["sweep", "experiments/"]])
    {
        string line = $"| `{string.Join(' ', command)}` |";
        for (int round = 1; round <= 2; round++)
        {
            TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
            long start = Stopwatch.GetTimestamp();
            int code = ExperimentApp.Run(command, () => catalog);
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            if (code != 0)
            {
                throw new InvalidOperationException($"{string.Join(' ', command)} ended {code}");
            }

            line += string.Create(CultureInfo.InvariantCulture, $" {time.TotalSeconds:0.00} | {(Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds:0.00} |");
        }

        figures.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{line} {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} |"));
    }
}
finally
{
    Directory.SetCurrentDirectory(Path.GetTempPath());
    Directory.Delete(root, recursive: true);
}

return 0;
