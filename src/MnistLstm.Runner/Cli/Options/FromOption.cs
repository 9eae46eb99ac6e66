using System.CommandLine;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Selection;
using MnistLstm.Training;

namespace MnistLstm.Runner.Cli.Options;

/// <summary><c>--from weights.safetensors</c>: the run begins with weights of elsewhere, and so is another run than its spec's.</summary>
internal static class FromOption
{
    private const string Name = "--from";

    /// <summary>The option of the command that trains.</summary>
    public static Option<string?> ToTrain() =>
        CommonOptions.Path(Name, "A safetensors file with the weights to start from, under PyTorch's names (fine-tuning)", "weights");

    /// <summary>The option of commands that look at what was trained.</summary>
    public static Option<string?> OfTrained() =>
        CommonOptions.Path(Name, "The weights that the run started from, if it was trained with run --from", "weights");

    /// <summary>The run that is meant.</summary>
    /// <param name="spec">The run as its spec says it.</param>
    /// <param name="file">The option's value; null for none.</param>
    /// <exception cref="CommandException">The file cannot be read, or does not hold the model's weights.</exception>
    public static RunSpec Of(RunSpec spec, string? file)
    {
        if (file is null)
        {
            return spec;
        }

        try
        {
            return StartingWeights.Of(spec, file);
        }
        catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{Name}: {error.Message}");
        }
    }
}
