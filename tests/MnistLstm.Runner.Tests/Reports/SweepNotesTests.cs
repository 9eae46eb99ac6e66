using MnistLstm.Runner.Reports.Progress;
using MnistLstm.Runner.Reports.Tables;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Reports;

/// <summary>A sweep's lines on terminals of several widths: no number is parted, and nothing is lost.</summary>
public sealed class SweepNotesTests
{
    private static readonly RunSpec s_long = Specs.Make("sweeps/hidden-size[hidden_size=32,learning_rate=0.005]", experiment: "sweeps/hidden-size");
    private readonly StringWriter _error = new() { NewLine = "\n" };

    [Fact]
    public void On_a_wide_terminal_a_finished_run_is_one_line() =>
        Assert.Matches(@"^\[1/2\] sweeps/hidden-size\[hidden_size=32,learning_rate=0.005\]  test 95.00 %  +2.4 s   equal\n$", Finished(200));

    [Fact]
    public void On_a_narrow_one_its_figures_stand_below_the_name() =>
        Assert.Matches(@"^\[1/2\] sweeps/hidden-size\[hidden_size=32,learning_rate=0.005\]\n      test 95.00 %  +2.4 s   equal\n$", Finished(80));

    [Fact]
    public void On_a_very_narrow_one_no_row_is_wider_and_no_number_is_parted()
    {
        string[] lines = Finished(26).TrimEnd('\n').Split('\n');
        Assert.All(lines.Skip(1), line => Assert.InRange(line.Length, 1, 25));
        Assert.Equal(["  test 95.00 %    2.4 s", "  equal"], lines.TakeLast(2).Select(line => line.TrimEnd()));
    }

    [Theory]
    [InlineData(200, 1)]
    [InlineData(66, 2)]
    [InlineData(40, 3)]
    public void The_header_parts_between_its_parts(int width, int lines)
    {
        Notes(width).Header(0, "exact/1 | AVX-512, 2 at a time, 1 thread each", "mnist found");
        string[] printed = _error.ToString().TrimEnd('\n').Split('\n');
        Assert.Equal(lines, printed.Length);
        Assert.All(printed, line => Assert.DoesNotMatch(@"\|$", line));
    }

    private string Finished(int width)
    {
        RunResult result = FakeRuns.Result(s_long, RunStatus.Completed, accuracy: 0.95) with { TrainSeconds = 2.1, EvaluateSeconds = 0.3 };
        Notes(width).Finished(0, new RunFigures(result, []));
        return _error.ToString();
    }

    private SweepNotes Notes(int width) =>
        new(new Terminal(new StringWriter(), _error, () => width, new LiveLines(_error, () => width, color: false)), [s_long, s_long]);
}
