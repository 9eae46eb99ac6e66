using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Engines;
using VerifyXunit;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class UsageTests : IDisposable
{
    private readonly CommandHarness _app = new(Specs.Make("lstm-128", dataset: "mnist"), Specs.Make("quick/lstm-32"));

    public void Dispose() => _app.Dispose();

    [Theory]
    [InlineData("error: unknown command 'swep'; did you mean 'sweep'?", "swep", "experiments/")]
    [InlineData("error: unknown command 'fech'; did you mean 'fetch'?", "data", "fech")]
    [InlineData("error: unknown option '--formt'; did you mean '--format'?", "sweep", "experiments/", "--formt", "json")]
    [InlineData("error: unknown option '--al'; did you mean '--all'?", "compare", "--al")]
    [InlineData("error: unknown option '--inital'; did you mean '--initial'?", "export", "lstm-128", "-o", "x", "--inital")]
    [InlineData("error: unknown option '--jobs'", "run", "quick/lstm-32", "--jobs", "2")]
    [InlineData("error: --jobs expects a whole number from 1 to 1024, got '0'", "sweep", "experiments/", "--jobs", "0")]
    [InlineData("error: --jobs 20 with --threads 1024 would be 20480 threads", "sweep", "experiments/", "--jobs", "20", "--threads", "1024")]
    [InlineData("error: --format expects table, json, csv or md, got 'jsn'; did you mean 'json'?", "list", "--format", "jsn")]
    [InlineData("error: --threads expects a whole number from 1 to 1024, got '0'", "run", "lstm-128", "--threads", "0")]
    [InlineData("error: --memory expects a size such as 500M or 4G, got 'much'", "run", "lstm-128", "--memory", "much")]
    [InlineData("error: --threads expects a whole number from 1 to 1024, got 'two'", "run", "lstm-128", "--threads", "two")]
    [InlineData("error: unknown option '--forse'; did you mean '--force'?", "run", "lstm-128", "--results", "--forse")]
    [InlineData("error: Required argument 'name' missing for command: 'run'", "run")]
    [InlineData("error: <name> expects a word, got nothing", "run", "")]
    [InlineData("error: <name> expects a word, got nothing", "run", "lstm-128", " ")]
    [InlineData("error: <run> expects a word, got nothing", "compare", "")]
    [InlineData("error: <name> expects a word, got nothing", "snapshots", "accept", "")]
    [InlineData("error: <name> expects a word, got nothing", "export", "", "-o", "x")]
    [InlineData("error: export needs a file to write", "export", "lstm-128")]
    [InlineData("error: 'data' needs one of: list, add, show, fetch, verify", "data")]
    [InlineData("error: no run, experiment, file or folder is called 'lstm-182'; did you mean 'lstm-128'?", "run", "lstm-182")]
    [InlineData("error: no run, experiment, file or folder is called '@lstm-128'; did you mean 'lstm-128'?", "run", "@lstm-128")]
    [InlineData("error: name what to accept, or say --all", "snapshots", "accept")]
    [InlineData("error: give names or --all, not both", "snapshots", "reject", "lstm-128", "--all")]
    [InlineData("error: no data set is called 'mnst'; did you mean 'mnist'?", "data", "verify", "mnst")]
    public void A_wrong_command_line_ends_2_with_the_reason_on_standard_error_only(string expected, params string[] arguments)
    {
        int exitCode = _app.Run(arguments);
        Assert.StartsWith(expected, _app.Error);
        Assert.Contains("\nhelp:  ", _app.Error);
        Assert.Equal("", _app.Output);
        Assert.Equal(2, exitCode);
    }

    [Theory]
    [InlineData("--results", "run", "lstm-128")]
    [InlineData("--results", "list")]
    [InlineData("--results", "compare")]
    [InlineData("--results", "sweep", "experiments/")]
    [InlineData("--results", "snapshots", "review")]
    [InlineData("--results", "export", "lstm-128", "-o", "a")]
    [InlineData("--data", "run", "lstm-128")]
    [InlineData("--data", "data", "list")]
    [InlineData("--data", "data", "verify")]
    [InlineData("--data", "bisect", "lstm-128")]
    public void A_file_where_a_folder_is_expected_is_called_a_file(string option, params string[] line)
    {
        string file = Path.Combine(_app.Root, "experiments", "lstm-128.yaml");
        Assert.Equal(2, _app.Run([.. line, option, file]));
        Assert.StartsWith($"error: {option} expects a folder, and '{file}' is a file\n", _app.Error);
        Assert.Equal(2, _app.Run([.. line, option, file + "/below"]));
        Assert.StartsWith($"error: {option} expects a folder, and '{file}' on the way to '{file}/below' is a file\n", _app.Error);
        Assert.Equal("", _app.Output);
    }

    [Theory]
    [InlineData("error: unknown command 'plot'", "plot", "--help")]
    [InlineData("error: unknown command 'swep'; did you mean 'sweep'?", "swep", "-h")]
    [InlineData("error: unknown command 'fech'; did you mean 'fetch'?", "data", "fech", "--help")]
    public void Help_for_a_command_that_is_none_says_so(string expected, params string[] line)
    {
        Assert.Equal(2, _app.Run(line));
        Assert.StartsWith(expected + "\n", _app.Error);
        Assert.Equal("", _app.Output);
    }

    [Theory]
    [InlineData("sweep", "experiments/", "--help")]
    [InlineData("run", "--help")]
    [InlineData("export", "lstm-128", "--help")]
    public void Help_is_given_whatever_else_is_missing_or_said(params string[] line)
    {
        Assert.Equal(0, _app.Run(line));
        Assert.StartsWith("Description:", _app.Output);
    }

    [Fact]
    public void No_command_at_all_ends_2_with_the_help_on_standard_error()
    {
        Assert.Equal(2, _app.Run());
        Assert.Contains("Everyday use", _app.Error);
        Assert.Equal("", _app.Output);
    }

    [Theory]
    [InlineData()]
    [InlineData("list")]
    [InlineData("show")]
    [InlineData("run")]
    [InlineData("sweep")]
    [InlineData("compare")]
    [InlineData("curve")]
    [InlineData("evaluate")]
    [InlineData("predict")]
    [InlineData("data", "show")]
    [InlineData("snapshots")]
    [InlineData("snapshots", "accept")]
    [InlineData("bisect")]
    [InlineData("export")]
    [InlineData("data")]
    [InlineData("data", "fetch")]
    [InlineData("data", "add")]
    [InlineData("bench")]
    public void Every_command_has_help_with_an_example_on_standard_output(params string[] command)
    {
        Assert.Equal(0, _app.Run([.. command, "--help"]));
        Assert.Contains("  dotnet run -- ", _app.Output);
        Assert.Equal("", _app.Error);
        Assert.All(_app.Output.Split('\n'), line => Assert.True(line.TrimEnd().Length <= 80, line));
    }

    [Fact]
    public Task The_help_of_sweep_teaches()
    {
        _app.Run("sweep", "--help");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public Task The_help_of_the_program_teaches()
    {
        _app.Run("--help");
        return Verifier.Verify(_app.Output);
    }

    [Fact]
    public void An_unexpected_error_is_one_line_without_a_stack_trace()
    {
        _app.Catalog.Clear();
        _app.Catalog.Add(Specs.Make("broken") with { ModelCode = () => throw new InvalidOperationException("two\nlines") });
        Assert.Equal(1, _app.Run("show", "broken", "--code"));
        Assert.Equal("error: two lines (InvalidOperationException; MNIST_LSTM_DEBUG=1 shows where)\n", _app.Error);
    }

    [Fact]
    public void An_unexpected_error_shows_its_stack_trace_when_debugging()
    {
        _app.Debug = true;
        _app.Catalog.Add(Specs.Make("broken") with { ModelCode = () => throw new InvalidOperationException("a bug") });
        Assert.Equal(1, _app.Run("show", "broken", "--code"));
        Assert.Contains("   at ", _app.Error);
    }

    [Fact]
    public void Memory_reaches_the_run()
    {
        _app.Runs.Gives(_app.Catalog[1], RunStatus.Completed);
        _app.Run("run", "quick/lstm-32", "--memory", "2G");
        Assert.Equal(2L << 30, _app.Runs.Options!.Memory);
    }

    [Fact]
    public void Memory_is_refused_where_the_engine_does_not_keep_to_it()
    {
        _app.OtherEngine = new NearEngine();
        Assert.Equal(2, _app.Run("run", "quick/lstm-32", "--memory", "2G", "--engine", "torchsharp"));
        Assert.Equal("error: --memory needs the exact engine; it cannot be combined with --engine torchsharp\nhelp:  leave --memory out\n", _app.Error);
    }

    [Fact]
    public void Threads_and_force_reach_the_run()
    {
        _app.Runs.Gives(_app.Catalog[1], RunStatus.Completed);
        _app.Run("run", "quick/lstm-32", "--threads", "3", "--force");
        Assert.Equal(new RunOptions { Threads = 3, Force = true, Check = true, PassOver = true }, _app.Runs.Options);
    }
}
