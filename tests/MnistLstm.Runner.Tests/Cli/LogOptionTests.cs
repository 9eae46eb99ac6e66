using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Logs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>--log tensorboard of run and sweep.</summary>
public sealed class LogOptionTests : IDisposable
{
    private static readonly RunSpec s_fresh = Specs.Make("fresh");
    private static readonly RunSpec s_cached = Specs.Make("quick/cached");
    private readonly CommandHarness _app = new(s_fresh, s_cached);

    public LogOptionTests()
    {
        _app.Runs.Gives(s_fresh, RunStatus.Completed);
        _app.Runs.Holds(s_fresh);
        _app.Runs.Gives(s_cached, RunStatus.Cached);
        _app.Runs.During = (spec, observer, _) =>
        {
            if (spec == s_fresh)
            {
                observer.Begun(StartingPoint.New);
                foreach (EpochMetrics epoch in Specs.Epochs(spec.Epochs, 0.9512))
                {
                    observer.EpochCompleted(epoch);
                }
            }
        };
    }

    public void Dispose() => _app.Dispose();

    [Fact]
    public void Runs_that_are_trained_and_runs_that_were_are_both_in_the_log()
    {
        Assert.Equal(0, _app.Run("sweep", "experiments/", "--log", "tensorboard"));
        Assert.All(["fresh", "quick/cached"], name => Assert.Equal([0, 0, 1, 2, 3, 4, 5], Steps("tensorboard", name)));
        Assert.Contains("  log:    tensorboard --logdir ", _app.Error);
    }

    [Fact]
    public void A_file_where_the_log_is_to_be_is_called_a_file_before_anything_is_trained()
    {
        string file = Path.Combine(_app.Root, "notes");
        File.WriteAllText(file, "");
        Assert.Equal(2, _app.Run("run", "fresh", "--log", $"tensorboard={file}/deeper"));
        Assert.StartsWith($"error: --log tensorboard= expects a folder, and '{file}' on the way to", _app.Error);
        Assert.Empty(_app.Runs.Executed);
    }

    [Fact]
    public void The_log_can_be_written_elsewhere()
    {
        string folder = Path.Combine(_app.Root, "a folder");
        Assert.Equal(0, _app.Run("run", "fresh", "--log", $"tensorboard={folder}"));
        Assert.Equal([0, 0, 1, 2, 3, 4, 5], Steps("a folder", "fresh"));
        Assert.Contains($"tensorboard --logdir '{folder}'", _app.Error);
    }

    [Fact]
    public void Without_the_option_nothing_is_written()
    {
        _app.Run("sweep", "experiments/");
        Assert.False(Directory.Exists(Path.Combine(_app.Root, "tensorboard")));
        Assert.DoesNotContain("logdir", _app.Error);
    }

    [Fact]
    public void A_log_that_cannot_be_written_ends_1_after_all_is_trained()
    {
        File.WriteAllText(Path.Combine(_app.Root, "tensorboard"), "a file in the way");
        Assert.Equal(1, _app.Run("sweep", "experiments/", "--log", "tensorboard"));
        Assert.Equal(2, _app.Runs.Executed.Count);
        Assert.Contains("error: fresh is not in the log: ", _app.Error);
    }

    [Theory]
    [InlineData("tensorbord", "--log expects tensorboard or tensorboard=folder, got 'tensorbord'; did you mean 'tensorboard'?")]
    [InlineData("tensorboard=", "--log expects tensorboard or tensorboard=folder, got 'tensorboard='")]
    public void A_slip_is_named(string word, string message)
    {
        Assert.Equal(2, _app.Run("run", "fresh", "--log", word));
        Assert.Contains(message, _app.Error);
    }

    private IEnumerable<long> Steps(string folder, string name) =>
        EventReader.Read(Path.Combine([_app.Root, folder, .. name.Split('/'), "0123456789abcdef", "events.out.tfevents"])).Select(e => e.Step);
}
