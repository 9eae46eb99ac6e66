using System.Globalization;

namespace MnistLstm.Runner.Benchmark;

/// <summary>
/// Reckons how a sweep goes on a cluster, event by event: tasks start as the scheduler gets to them, each brings its start-up and its runs with what
/// every run costs besides, some are lost with their node and come back. What is measured comes in; all else is assumed, and printed.
/// </summary>
internal static class ClusterSimulation
{
    private const int Nodes = 100;
    private const int TasksOfNode = 8;
    private const double ShortestRun = 60;
    private const double LongestRun = 1200;

    /// <summary>A slow day of a busy file server, against the local disk.</summary>
    private const double RoundTrip = 0.002;

    private const int RoundTripsOfLock = 12;
    private const int RoundTripsOfRun = 60;
    private const int RoundTripsOfStart = 200;
    private const double StartsASecond = 5;
    private const double LostTasks = 0.01;
    private const double Requeue = 120;
    private const double Silence = 90;
    private const double CheckpointEvery = 60;
    private const double OfCheckpoints = 0.005;

    /// <summary>Prints the assumptions and what comes of them.</summary>
    /// <param name="runs">Runs of the sweep.</param>
    /// <param name="startUp">Measured: a task's start in seconds.</param>
    /// <param name="lockCost">Measured: a lock in seconds.</param>
    /// <param name="look">Measured: a look at a run that is not there, in seconds.</param>
    public static void Print(int runs, double startUp, double lockCost, double look)
    {
        Console.WriteLine(FormattableString.Invariant($"| assumed | {Nodes} nodes, {TasksOfNode} tasks each |"));
        Console.WriteLine("|---|---|");
        Console.WriteLine(FormattableString.Invariant($"| a run | {ShortestRun} to {LongestRun} s, evenly on a logarithmic scale |"));
        Console.WriteLine(FormattableString.Invariant(
            $"| a round trip to the file server | {RoundTrip * 1000} ms; {RoundTripsOfStart} a start, {RoundTripsOfLock} a lock, {RoundTripsOfRun} a run |"));
        Console.WriteLine(FormattableString.Invariant($"| Slurm | starts {StartsASecond} tasks a second |"));
        Console.WriteLine(
            string.Create(CultureInfo.InvariantCulture,
                $"| lost with a node | {LostTasks:P0} of the tasks, once; back after {Requeue} s, the lock free after {Silence} s, at most {CheckpointEvery} "
                    + $"s of work again |"));
        Console.WriteLine(FormattableString.Invariant($"| checkpoints | {OfCheckpoints:P1} of the training |"));
        Console.WriteLine();
        Console.WriteLine(
            "| estimated | whole sweep | without any cost | of the nodes' time in training | file operations a second | looks of the command, of "
                + "one processor |");
        Console.WriteLine("|---|---|---|---|---|---|");
        Random chance = new(1);
        double[] seconds = [.. Enumerable.Range(0, runs).Select(_ => ShortestRun * Math.Pow(LongestRun / ShortestRun, chance.NextDouble())).OrderDescending()];
        foreach (int tasks in new[] { Nodes * TasksOfNode, 1000, 4000, runs }.Where(tasks => tasks <= runs).Distinct())
        {
            Console.WriteLine(Row(seconds, tasks, startUp, lockCost, look));
        }
    }

    private static string Row(double[] seconds, int tasks, double startUp, double lockCost, double look)
    {
        double perRun = lockCost + (RoundTrip * (RoundTripsOfLock + RoundTripsOfRun));
        Random chance = new(2);

        // As shards are cut: the longest first, dealt out one by one.
        double[] shares = [
            .. Enumerable.Range(0, tasks).Select(task => seconds.Where((_, place) => place % tasks == task).Sum(run => (run * (1 + OfCheckpoints)) + perRun))];
        PriorityQueue<double, double> slots = new(Enumerable.Repeat((0.0, 0.0), Nodes * TasksOfNode));
        double end = 0;
        for (int task = 0; task < tasks; task++)
        {
            double start = Math.Max(slots.Dequeue(), task / StartsASecond);
            double lost = chance.NextDouble() < LostTasks ? Math.Max(Requeue, Silence) + startUp + (CheckpointEvery * chance.NextDouble()) : 0;
            double over = start + startUp + (RoundTrip * RoundTripsOfStart) + shares[task] + lost;
            slots.Enqueue(over, over);
            end = Math.Max(end, over);
        }

        double training = seconds.Sum();
        double operations = ((tasks * RoundTripsOfStart) + (seconds.Length * (RoundTripsOfLock + RoundTripsOfRun))) / end;
        double pace = tasks <= 1000 ? 5 : 15;
        double looks = tasks * look / pace;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {tasks} tasks | {Minutes(end)} | {Minutes(training / (Nodes * TasksOfNode))} | {training / (end * Nodes * TasksOfNode):P1} | {operations:0} "
                + $"| {looks:P2} |");
    }

    private static string Minutes(double seconds) => FormattableString.Invariant($"{seconds / 60:0.0} min");
}
