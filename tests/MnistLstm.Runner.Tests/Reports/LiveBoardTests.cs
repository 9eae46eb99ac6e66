using MnistLstm.Runner.Reports.Progress;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Tests.Cli;

namespace MnistLstm.Runner.Tests.Reports;

public sealed class LiveBoardTests
{
    private readonly StringWriter _screen = new() { NewLine = "\n" };
    private readonly Terminal _terminal;
    private readonly LiveBoard _board;

    public LiveBoardTests()
    {
        _terminal = new Terminal(TextWriter.Null, _screen, () => 60, new LiveLines(_screen, () => 60, color: false), color: false, errorIsTerminal: true);
        _board = new LiveBoard(_terminal, _terminal.Live!, 50, TimeProvider.System);
    }

    [Fact]
    public void It_counts_and_shows_the_runs_under_way()
    {
        _board.Count();
        Under("[2/50] ", "a",
            first => Under("[3/50] ", "longer", second => second.BatchCompleted(2, 50, 100, 1.5), before: () => first.Begun(StartingPoint.New)));
        Assert.Contains("1 of 50 done, 2 under way\n  [2/50] a       starting\n  [3/50] longer  epoch 2/5  ━━━─────────  loss 1.5000", _screen.ToString());
    }

    [Fact]
    public void What_is_noted_stands_above_it()
    {
        Under("", "a", view =>
        {
            view.Begun(StartingPoint.New);
            _terminal.Note("b is done");
        });
        Assert.Contains("  a  starting\r\e[2K\e[A\e[2Kb is done\n0 of 50 done", _screen.ToString());
    }

    [Fact]
    public void It_vanishes_with_the_last_run()
    {
        Under("", "a", view => view.Begun(StartingPoint.New));
        Assert.EndsWith("  a  starting\r\e[2K\e[A\e[2K\e[?25h", _screen.ToString());
    }

    [Fact]
    public void A_run_that_only_looks_for_its_result_leaves_no_trace()
    {
        Under("", "a", _ => { });
        Assert.Equal("", _screen.ToString());
    }

    [Fact]
    public void No_line_is_wider_than_the_terminal()
    {
        Under("", new string('n', 80), view => view.Begun(StartingPoint.New));
        Assert.Contains("  " + new string('n', 56) + "…", _screen.ToString());
    }

    [Fact]
    public void More_runs_than_fit_on_a_screen_are_counted()
    {
        Nested(14);
        Assert.Contains("14 under way", _screen.ToString());
        Assert.Contains("  … and 2 more", _screen.ToString());
    }

    private void Nested(int left)
    {
        if (left > 0)
        {
            Under("", "run", view =>
            {
                view.Begun(StartingPoint.New);
                Nested(left - 1);
            });
        }
    }

    private void Under(string place, string name, Action<IRunView> work, Action? before = null) => _board.Watch(place, Specs.Make(name), view =>
    {
        before?.Invoke();
        work(view);
        return 0;
    });
}
