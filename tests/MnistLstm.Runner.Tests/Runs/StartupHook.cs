using MnistLstm.Runner.Runs;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

/// <summary>
/// What a child process of the tests does: .NET calls this before Main when DOTNET_STARTUP_HOOKS names this assembly. It trains the run "demo" of the repository it is given, says when two epochs are stored, and goes on when a line comes in.
/// </summary>
internal static class StartupHook
{
    public const string RepositoryVariable = "MNIST_LSTM_TEST_CHILD";

    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(RepositoryVariable) is not { } root)
        {
            return;
        }

        using TestRepository repository = new(root);
        RunSpec spec = repository.Spec();
        repository.Training.DuringEpoch = epoch =>
        {
            if (epoch == 3)
            {
                Console.Out.WriteLine("two epochs");
                Console.Out.Flush();
                Console.In.ReadLine();
            }
        };
        RunResult result = repository.Execute(spec);
        Console.Out.WriteLine(result.Status + " " + result.Error);
        Environment.Exit(0);
    }
}
