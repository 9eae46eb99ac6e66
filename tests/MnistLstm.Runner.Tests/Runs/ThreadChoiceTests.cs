using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

public class ThreadChoiceTests
{
    [Theory]
    [InlineData(13e6, 50, 2, 2)]
    [InlineData(12.9e6, 50, 2, 1)]
    [InlineData(0, 50, 8, 1)]
    [InlineData(1e12, 32, 8, 8)]
    [InlineData(1e12, 32, 64, 16)]
    [InlineData(1e12, 1, 2, 1)]
    [InlineData(double.MaxValue, 1000, 64, 64)]
    public void Each_thread_has_enough_operations_and_rows(double flops, int batch, int most, int threads) =>
        Assert.Equal(threads, ThreadChoice.Of(flops, batch, most));

    [Fact]
    public void A_small_run_takes_one_thread_and_the_published_ones_take_all()
    {
        Assert.Equal(1, ThreadChoice.Of(Spec("8", "10"), 2));
        Assert.Equal(2, ThreadChoice.Of(Spec("128", "100"), 2));
    }

    [Fact]
    public void A_number_that_was_given_is_obeyed()
    {
        Assert.Equal(2, new RunOptions { Threads = 2 }.ThreadsOf(Spec("8", "10")));
        Assert.Equal(1, new RunOptions { Threads = 2, ThreadsByWork = true }.ThreadsOf(Spec("8", "10")));
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void A_training_gets_the_threads_of_its_run_and_its_result_says_so(bool byWork, int threads)
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec(settings: [("hidden_size", "8"), ("batch_size", "10")]);
        repository.Execute(spec, new RunOptions { Threads = 2, ThreadsByWork = byWork });
        Assert.Equal(threads, repository.Training.Threads);
        Assert.Contains($"\"threads\": {threads},", File.ReadAllText(repository.RunFile(spec, "run.json")), StringComparison.Ordinal);
    }

    private static RunSpec Spec(string hiddenSize, string batchSize) => FakeSpecs.Make("a", "a", 1, "", ("hidden_size", hiddenSize), ("batch_size", batchSize));
}
