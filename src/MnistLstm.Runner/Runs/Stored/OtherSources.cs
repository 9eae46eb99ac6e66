using System.Globalization;
using MnistLstm.Runner.Results;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Stored;

/// <summary>What is said of stored results that other sources made: they prove nothing about these.</summary>
internal static class OtherSources
{
    /// <summary>Of one result.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="engine">The version of the engine that made it.</param>
    /// <param name="results">What a command needs to mean the same results.</param>
    public static string Note(RunSpec spec, string engine, string results) =>
        $"the stored result of {spec.Name} was made by other sources, so it is not compared; train it again: {TrainCommand.Of(spec, engine, results)} --force";

    /// <summary>Of so many.</summary>
    /// <param name="count">How many.</param>
    /// <param name="command">What trains them again.</param>
    public static string Note(int count, string command) => count == 1
        ? $"1 stored result was made by other sources, so it is not compared; train it again: {command}"
        : string.Create(CultureInfo.InvariantCulture,
            $"{count} stored results were made by other sources, so they are not compared; train them again: {command}");
}
