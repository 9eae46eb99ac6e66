using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>Results of a name from before its spec changed.</summary>
public class EarlierResultsTests
{
    [Fact]
    public void A_result_of_the_spec_as_it_was_has_the_values_it_was_made_with()
    {
        using TestRepository repository = new();
        RunSpec before = repository.Spec(epochs: 2, settings: ("learning_rate", "0.02"));
        RunResult made = repository.Execute(before);
        RunSpec now = repository.Spec(epochs: 4);
        repository.Execute(now);

        RunResult earlier = Assert.Single(new EarlierResults(repository.Store, repository.Data).Of(now));

        Assert.Equal((made.Fingerprint, "0.02", 2), (earlier.Fingerprint, earlier.Spec["learning_rate"], earlier.Epochs.Count));
        Assert.NotNull(earlier.Finished);
    }

    [Fact]
    public void The_result_of_the_spec_as_it_is_is_not_earlier()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        Assert.Empty(new EarlierResults(repository.Store, repository.Data).Of(spec));
    }
}
