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
    /// <param name="results">What a command needs to mean the same results: <see cref="RepositoryLayout.ResultsOption"/>.</param>
    public static string Of(RunSpec spec, string engine, string results) =>
        $"dotnet run -- run {ShellText.Quote(spec.Name)}{RunEngine.OptionOf(engine)}{ShellText.Option("--from", spec.WeightsFile)}{results}";
}
