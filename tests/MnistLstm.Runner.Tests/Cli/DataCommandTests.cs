using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Fetch;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class DataCommandTests : IDisposable
{
    private readonly CommandHarness _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public void List_shows_every_set_found_or_not()
    {
        Assert.Equal(0, _app.Run("data", "list"));
        Assert.Matches("(?m)^mnist +60,000 +10,000 +- +missing$", _app.Output);
        Assert.Matches("(?m)^mnist-10k +9,003 +997 +[0-9.]+ MiB +part of the program$", _app.Output);
        Assert.Contains("dotnet run -- data fetch mnist", _app.Error);
    }

    [Fact]
    public void Verify_of_good_files_ends_0_with_a_line_a_file()
    {
        Assert.Equal(0, _app.Run("data", "verify", "mnist-10k"));
        Assert.Equal(4, _app.Output.Split('\n').Count(line => line.EndsWith("  ok", StringComparison.Ordinal)));
    }

    [Fact]
    public void Verify_of_a_missing_set_ends_4()
    {
        Assert.Equal(4, _app.Run("data", "verify", "mnist"));
        Assert.Equal("mnist  missing\n", _app.Output);
    }

    [Fact]
    public void Verify_of_a_damaged_file_ends_4_and_names_it()
    {
        foreach (DatasetFile file in DatasetCatalog.Mnist.Files)
        {
            _app.Write("data/mnist/" + file.PublishedName);
        }

        Assert.Equal(4, _app.Run("data", "verify", "mnist"));
        Assert.Equal(4, _app.Output.Split('\n').Count(line => line.EndsWith("FAULTY", StringComparison.Ordinal)));
        Assert.Contains("train-images-idx3-ubyte.gz", _app.Error);
    }

    [Fact]
    public void Fetch_says_where_the_data_is_now()
    {
        _app.Fetch = (set, cache, progress) =>
        {
            progress(new FetchProgress(set.Name, FetchStage.Connecting, "t10k-labels-idx1-ubyte.gz", new Uri("http://mirror.example/"), 0, null));
            progress(new FetchProgress(set.Name, FetchStage.Downloading, "t10k-labels-idx1-ubyte.gz", new Uri("http://mirror.example/"), 2048, 4096));
            progress(new FetchProgress(set.Name, FetchStage.InPlace, "t10k-labels-idx1-ubyte.gz", new Uri("http://mirror.example/"), 4096, 4096));
            return "the-cache/mnist";
        };
        Assert.Equal(0, _app.Run("data", "fetch"));
        Assert.Equal(
            "mnist: not on this machine; fetching it from mirror.example\nmnist: got t10k-labels-idx1-ubyte.gz, 4.0 KiB, content checked\nmnist is in "
                + "the-cache/mnist, content checked\n",
            _app.Error);
        Assert.Equal("", _app.Output);
    }

    [Fact]
    public void A_fetch_that_fails_ends_4_and_says_what_to_do()
    {
        _app.Fetch = (set, _, _) => throw new DataFetchException(set.Name, "no mirror answers", "try again later", []);
        Assert.Equal(4, _app.Run("data", "fetch", "mnist"));
        Assert.Contains("try again later", _app.Error);
    }

    [Fact]
    public void A_run_that_lacks_its_data_may_fetch_it_and_says_so()
    {
        RunSpec spec = Specs.Make("full", dataset: "mnist");
        _app.Catalog.Add(spec);
        _app.Runs.Gives(spec, RunStatus.Completed);
        _app.Runs.During = (_, _, data) => data(DatasetCatalog.Mnist, CancellationToken.None);
        _app.Load = (set, options) =>
        {
            Assert.True(options.MayFetch);
            options.Progress!(new FetchProgress(set.Name, FetchStage.Connecting, "t10k-labels-idx1-ubyte.gz", new Uri("http://mirror.example/"), 0, null));
            return new Dataset(set.Name, new SequenceSet((byte[])[], [], 28, 28), new SequenceSet((byte[])[], [], 28, 28), "");
        };
        _app.Run("run", "full");
        Assert.Contains("mnist: not on this machine; fetching it from mirror.example\n", _app.Error);
    }

    [Fact]
    public void Fetching_the_embedded_set_has_nothing_to_do()
    {
        Assert.Equal(0, _app.Run("data", "fetch", "mnist-10k"));
        Assert.Equal("mnist-10k is part of the program: nothing to fetch\n", _app.Error);
    }
}
