using MnistLstm.Runner.Tests.Traces;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>What every command that prints tables or figures puts out on terminals of several widths.</summary>
public sealed class TerminalWidthTests : IDisposable
{
    private static readonly string[][] s_commands =
    [
        ["list"], ["compare"], ["compare", "--all"], ["compare", "--seeds"], ["compare", "tiny", "sweeps/hidden-size-and-learning-rate"],
        ["compare", "--history"], ["sweep", "experiments/", "--dry-run"], ["sweep", "experiments/", "--no-check"],
        ["show", "tiny"], ["show", "sweeps/hidden-size-and-learning-rate"], ["show", "tiny", "--trace"],
        ["evaluate", "tiny"], ["evaluate", "tiny", "--on", "train", "--worst", "9"], ["predict", "tiny", "--index", "3"], ["curve", "tiny"],
        ["curve", "sweeps/hidden-size-and-learning-rate"], ["data", "list"], ["data", "show", "mnist-10k"], ["doctor"], ["results", "list"],
        ["bench", "--quick", "--threads", "2"], ["bench", "tiny", "--threads", "1"],
    ];

    private static readonly RunSpec[] s_family =
    [
        .. from hidden in new[] { 16, 32 }
           from rate in new[] { "0.0000123", "0.0099" }
           from seed in Enumerable.Range(0, 3)
           select Specs.Make($"sweeps/hidden-size-and-learning-rate[hidden_size={hidden},learning_rate={rate},seed={seed}]", hidden, learningRate: rate,
               experiment: "sweeps/hidden-size-and-learning-rate", seed: seed)
    ];

    private readonly CommandHarness _app = new([TinyRun.Spec(), .. s_family]);
    private readonly Dataset _data = TinyRun.Data();

    public TerminalWidthTests()
    {
        _app.Load = (_, _) => _data;
        _app.OpenTrained = (spec, data) => spec.CreateTrainer(data, new TrainingOptions());
        foreach (RunSpec spec in _app.Catalog)
        {
            _app.Runs.Holds(spec);
        }
    }

    public static TheoryData<int, string> CommandsAndWidths()
    {
        TheoryData<int, string> data = [];
        foreach (int width in (int[])[40, 80, 120, 200])
        {
            foreach (string[] command in s_commands)
            {
                data.Add(width, string.Join(' ', command));
            }
        }

        return data;
    }

    public void Dispose() => _app.Dispose();

    [Theory]
    [MemberData(nameof(CommandsAndWidths))]
    public void No_line_is_wider_than_the_terminal(int width, string command)
    {
        _app.Width = width;
        Assert.Equal("", Errors(_app.Run(command.Split(' '))));
        Assert.NotEqual("", _app.Output);
        Assert.All(_app.Output.Split('\n'), line => Assert.True(line.Length <= width, $"{line.Length}: {line}"));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void A_run_that_is_shown_has_its_whole_name_and_every_value(int width)
    {
        RunSpec spec = s_family[4];
        _app.Width = width;
        Assert.Equal(0, _app.Run("show", spec.Name));
        Assert.StartsWith(spec.Name, Joined(_app.Output));
        string[] words = _app.Output.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        Assert.All(spec.Settings, setting => Assert.Contains(setting.Value, words));
        Assert.Contains(Joined($"{spec.SpecPath}:3"), Joined(_app.Output));
    }

    [Theory]
    [InlineData(40, "list")]
    [InlineData(40, "compare")]
    [InlineData(40, "sweep experiments/ --dry-run")]
    [InlineData(80, "list")]
    [InlineData(80, "compare --seeds")]
    [InlineData(120, "compare")]
    [InlineData(200, "sweep experiments/ --no-check")]
    public void A_table_of_a_family_has_every_varied_value_whole(int width, string command)
    {
        _app.Width = width;
        Assert.Equal(0, _app.Run(command.Split(' ')));
        string[] words = _app.Output.Split([' ', '\n', '=', ',', ']'], StringSplitOptions.RemoveEmptyEntries);
        Assert.All(["16", "32", "0.0000123", "0.0099"], value => Assert.Contains(value, words));
    }

    private static string Joined(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    private string Errors(int exitCode) => exitCode == 0 ? "" : $"ended {exitCode}: {_app.Error}";
}
