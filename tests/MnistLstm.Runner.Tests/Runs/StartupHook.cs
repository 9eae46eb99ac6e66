using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Runner.Tests.Sweeps;
using MnistLstm.Training;

/// <summary>
/// What a child process of the tests does: .NET calls this before Main when DOTNET_STARTUP_HOOKS names this assembly. It trains the run "demo" of
/// the repository it is given, says when two epochs are stored, and goes on when a line comes in; or it sweeps, from when a line comes in.
/// </summary>
internal static class StartupHook
{
    public const string RepositoryVariable = "MNIST_LSTM_TEST_CHILD";
    public const string WorkVariable = "MNIST_LSTM_TEST_CHILD_WORK";

    /// <summary>The other work: executes <see cref="SweptRuns"/> as a sweep and says which of them were trained here.</summary>
    public const string Sweep = "sweep";

    public const int Sweepers = 5;

    public static IReadOnlyList<string> SweptRuns { get; } = [.. Enumerable.Range(1, 12).Select(run => $"run-{run}")];

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(RepositoryVariable) is not { } root)
        {
            return;
        }

        using TestRepository repository = new(root);
        if (Environment.GetEnvironmentVariable(WorkVariable) == Sweep)
        {
            SweepRuns(repository);
        }
        else
        {
            TrainDemo(repository);
        }

        Environment.Exit(0);
    }

    private static void TrainDemo(TestRepository repository)
    {
        RunSpec spec = repository.Spec();
        repository.Training.DuringEpoch = epoch =>
        {
            if (epoch == 3)
            {
                Say("two epochs");
                Console.In.ReadLine();
            }
        };
        RunResult result = repository.Execute(spec);
        Say(result.Status + " " + result.Error);
    }

    private static void SweepRuns(TestRepository repository)
    {
        RunSpec[] specs = [.. SweptRuns.Select(name => repository.Spec(name))];

        // Nobody comes to an end before all have a run of their own: they pass over each other's.
        string own = repository.PathOf($"begun-{Environment.ProcessId}");
        repository.Training.DuringEpoch = _ =>
        {
            File.WriteAllText(own, "");
            SpinWait.SpinUntil(() => Directory.GetFiles(repository.Layout.Root, "begun-*").Length == Sweepers);
        };
        Say("ready");
        Console.In.ReadLine();
        IReadOnlyList<SweepOutcome> outcomes = RepositorySweep.Execute(repository, specs);
        Say(string.Join(' ', outcomes.Where(outcome => outcome.Result.Status == RunStatus.Completed).Select(outcome => outcome.Result.Spec.Name)));
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
