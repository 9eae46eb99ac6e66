using MnistLstm.Runner.Reports.Writing;

namespace MnistLstm.Runner.Tests.Reports;

public sealed class LiveLinesTests
{
    private readonly StringWriter _screen = new();
    private int _width = 40;

    [Fact]
    public void A_shorter_line_leaves_nothing_of_a_longer_one()
    {
        LiveLines lines = Make();
        lines.Show(new LiveLines.Line("epoch 10/10 and much more"));
        lines.Show(new LiveLines.Line("done"));
        Assert.Equal("\e[?25lepoch 10/10 and much more\r\e[2Kdone", _screen.ToString());
    }

    [Fact]
    public void Rows_that_a_narrower_window_parted_are_erased_too()
    {
        LiveLines lines = Make();
        lines.Show(new LiveLines.Line(new string('━', 30)), new LiveLines.Line("loss"));
        _width = 20;
        lines.Clear();
        Assert.EndsWith("loss\r\e[2K\e[A\e[2K\e[A\e[2K\e[?25h", _screen.ToString());
    }

    [Fact]
    public void A_line_breaks_between_words() =>
        Assert.Equal(["  loss 0.1234   val 90.00 %", "    test 91.00 %   1,250", "    samples/s"],
            LiveLines.Rows("  loss 0.1234   val 90.00 %   test 91.00 %   1,250 samples/s", 30));

    [Fact]
    public void A_word_longer_than_a_row_is_parted_and_nothing_is_lost() =>
        Assert.Equal(["abcdefghij", "  klmnopqr", "  st"], LiveLines.Rows("abcdefghijklmnopqrst", 10));

    [Fact]
    public void No_row_is_as_wide_as_the_window()
    {
        _width = 24;
        Make().Show(new LiveLines.Line(new string('n', 100)));
        Assert.All(_screen.ToString().Replace("\e[?25l", "").Split('\n'), row => Assert.InRange(row.Length, 1, 23));
    }

    [Fact]
    public void A_note_stays_above_and_is_not_broken()
    {
        LiveLines lines = Make();
        lines.Show(new LiveLines.Line("running"));
        lines.Note("accept: dotnet run -- snapshots accept sweeps/a-rather-long-name");
        Assert.EndsWith("\r\e[2Kaccept: dotnet run -- snapshots accept sweeps/a-rather-long-name\nrunning", _screen.ToString());
    }

    [Fact]
    public void Nothing_that_a_terminal_obeys_passes()
    {
        LiveLines lines = Make();
        lines.Show(new LiveLines.Line("a\e]0;title\ab"));
        lines.Note("c\u202ed");
        Assert.Contains("a\uFFFD]0;title\uFFFDb", _screen.ToString());
        Assert.Contains("c\uFFFDd\n", _screen.ToString());
    }

    private LiveLines Make() => new(_screen, () => _width, color: false);
}
