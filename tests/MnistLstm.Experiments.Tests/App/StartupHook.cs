using MnistLstm.Experiments.Generated;
using MnistLstm.Runner;
using MnistLstm.Runner.Traces.Live;
using MnistLstm.Training;
using MnistLstm.Training.Data;

/// <summary>
/// What a child process of the bisect tests does: .NET calls this before Main when DOTNET_STARTUP_HOOKS names this assembly. Asked to, the side
/// of a bisect that answers in lock step is another build: one that sees another pixel.
/// </summary>
internal static class StartupHook
{
    public const string OtherBuildVariable = "MNIST_LSTM_TEST_OTHER_BUILD";

    public static void Initialize()
    {
        string[] arguments = Environment.GetCommandLineArgs();
        if (Environment.GetEnvironmentVariable(OtherBuildVariable) is not null && arguments.Contains(LockStep.Option))
        {
            Environment.Exit(ExperimentApp.Run(arguments[1..], () => [.. ExperimentCatalog.Runs.Select(WithAnotherPixel)]));
        }
    }

    private static RunSpec WithAnotherPixel(RunSpec spec) => spec with
    {
        CreateTrainer = (data, options) =>
        {
            byte[] pixels = [.. data.Train.Bytes];
            pixels[(4000 * (28 * 28)) + 400] ^= 0x80;
            return spec.CreateTrainer(data with { Train = new SequenceSet(pixels, data.Train.Labels, 28, 28) }, options);
        },
    };
}
