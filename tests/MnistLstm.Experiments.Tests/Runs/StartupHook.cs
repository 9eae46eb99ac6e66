using MnistLstm.Experiments.Commands;
using MnistLstm.Experiments.Reports;
using MnistLstm.Experiments.Runs;
using MnistLstm.Experiments.Tests.Runs;
using MnistLstm.Experiments.Traces;
using MnistLstm.Training;
using MnistLstm.Training.Data;

/// <summary>
/// What a child process of the tests does: .NET calls this before Main when DOTNET_STARTUP_HOOKS names this assembly. Asked to, it is
/// another build in a bisect; else it trains the run
/// "demo" of the repository it is given, says when two epochs are stored, and goes on when a line comes in.
/// </summary>
internal static class StartupHook
{
    public const string RepositoryVariable = "MNIST_LSTM_TEST_CHILD";

    /// <summary>When set, the side of a bisect that answers in lock step is another build: one that sees another pixel.</summary>
    public const string OtherBuildVariable = "MNIST_LSTM_TEST_OTHER_BUILD";

    public static void Initialize()
    {
        string[] arguments = Environment.GetCommandLineArgs();
        if (Environment.GetEnvironmentVariable(OtherBuildVariable) is not null && arguments.Contains(LockStep.Option))
        {
            CommandServices services = ProcessServices.Create(Terminal.OfProcess(), CancellationToken.None);
            Environment.Exit(CommandLine.Run(arguments[1..], services with { Catalog = () => [.. services.Catalog().Select(WithAnotherPixel)] }));
        }

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

    private static RunSpec WithAnotherPixel(RunSpec spec) => spec with
    {
        CreateTrainer = (data, options) =>
        {
            byte[] pixels = [.. data.Train.Pixels];
            pixels[(4000 * ImageSet.ImageSize) + 400] ^= 0x80;
            return spec.CreateTrainer(data with { Train = new ImageSet(pixels, data.Train.Labels) }, options);
        },
    };
}
