using MnistLstm.Experiments.Generated;
using MnistLstm.Runner.Export;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Experiments.Tests.Reproducibility;

public sealed class TrainCommandTests
{
    private static readonly RunSpec s_run = ExperimentCatalog.Runs.First(run => run.Name.Contains('[', StringComparison.Ordinal));

    [Fact]
    public void A_run_of_the_exact_engine_with_the_usual_results_needs_its_name_only() =>
        Assert.Equal($"dotnet run -- run '{s_run.Name}'", TrainCommand.Of(s_run, "exact/1", new RepositoryLayout("/lab").ResultsOption));

    [Fact]
    public void Engine_weights_and_results_that_are_others_stand_behind_it_quoted_for_a_shell()
    {
        string folder = Directory.CreateTempSubdirectory("mnist-lstm-from-").FullName;
        try
        {
            string weights = Path.Combine(folder, "my weights.safetensors");
            ModelExport.Initial(s_run, OutputFile.At(weights, replace: false));
            Assert.Equal(
                $@"dotnet run -- run '{s_run.Name}' --engine torchsharp --from '{weights}' --results 'it'\''s'",
                TrainCommand.Of(StartingWeights.Of(s_run, weights), "torchsharp/0.1", new RepositoryLayout("/lab", "it's").ResultsOption));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
