using MnistLstm.Runner.Cli.Options;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Results;

/// <summary>The command that trains a run, with all that tells it from others: messages advise it.</summary>
internal static class TrainCommand
{
    /// <summary><c>dotnet run -- run demo --from weights.safetensors --results other</c>.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="engine">The version of the engine that is meant.</param>
    /// <param name="layout">The results that are meant.</param>
    public static string Of(RunSpec spec, string engine, RepositoryLayout layout) =>
        $"dotnet run -- run {ShellText.Quote(spec.Name)}{RunEngine.OptionOf(engine)}{FromOption(spec)}{layout.ResultsOption}";

    /// <summary><c> --from weights.safetensors</c>; nothing where the seed gives the weights.</summary>
    public static string FromOption(RunSpec spec) => ShellText.Option("--from", spec.WeightsFile);
}
