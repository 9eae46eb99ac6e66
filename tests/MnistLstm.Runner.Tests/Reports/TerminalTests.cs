using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Reports;

public sealed class TerminalTests
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    [Fact]
    public void A_terminal_gets_colours()
    {
        new Terminal(_output, _error, outputWidth: () => 80, color: true, errorIsTerminal: true).Data(new TextPiece("equal", Tone.Good));
        Assert.Contains("\e[", _output.ToString());
    }

    [Fact]
    public void A_pipe_gets_no_colours_though_the_other_stream_is_a_terminal()
    {
        Terminal terminal = new(_output, _error, outputWidth: null, color: true, errorIsTerminal: true);
        terminal.Data(new TextPiece("equal", Tone.Good));
        terminal.Note(new TextPiece("equal", Tone.Good));
        Assert.Equal("equal\n", _output.ToString());
        Assert.Contains("\e[", _error.ToString());
    }

    [Fact]
    public void Nobody_gets_colours_when_none_are_wanted()
    {
        new Terminal(_output, _error, outputWidth: () => 80, color: false, errorIsTerminal: true).Data(new TextPiece("equal", Tone.Good));
        Assert.Equal("equal\n", _output.ToString());
    }

    [Fact]
    public void A_long_line_is_not_wrapped_so_that_a_command_can_be_copied()
    {
        string line = string.Join(' ', Enumerable.Repeat("dotnet run", 50));
        new Terminal(_output, _error, outputWidth: () => 40).Note(line);
        Assert.Equal(line + "\n", _error.ToString());
    }

    [Fact]
    public void A_sentence_parts_between_words_on_a_narrow_terminal_and_nowhere_else()
    {
        const string Sentence = "seven.png: 160 × 200, bright ground, so it is inverted; the figure fitted into 20 × 20";
        new Terminal(_output, _error, () => 40, new LiveLines(_error, () => 41, color: false)).NoteSentence(Sentence);
        Assert.Equal("seven.png: 160 × 200, bright ground, so\n  it is inverted; the figure fitted into\n  20 × 20\n", _error.ToString());
        new Terminal(_output, _output).NoteSentence(Sentence);
        Assert.Equal(Sentence + "\n", _output.ToString());
    }

    [Theory]
    [InlineData("a picture of one figure is expected", "error: a picture of one\n  figure is expected\n")]
    [InlineData("go on: dotnet run -- run quick/lstm-32", "error: go on: dotnet run -- run quick/lstm-32\n")]
    [InlineData("this is damaged\n  remedy  put a good copy in its place", "error: this is damaged\n  remedy  put a good copy in its place\n")]
    public void An_error_parts_between_words_and_a_command_in_it_stays_whole(string message, string expected)
    {
        new Terminal(_output, _error, () => 24, new LiveLines(_error, () => 25, color: false)).NoteSentence("error: ", message);
        Assert.Equal(expected, _error.ToString());
    }

    [Fact]
    public void Brackets_of_a_name_are_text_and_no_markup()
    {
        new Terminal(_output, _error).Data("sweeps/size[hidden_size=32,seed=1]");
        Assert.Equal("sweeps/size[hidden_size=32,seed=1]\n", _output.ToString());
    }

    [Fact]
    public void Nothing_that_a_terminal_obeys_passes_whichever_way_it_is_written()
    {
        const string Hostile = "a\e]0;title\ab\u009bc\u202ed\u2066e\rf";
        Terminal terminal = new(_output, _error, outputWidth: () => 80, color: true, errorIsTerminal: true);
        terminal.Data(Hostile);
        terminal.Note(Hostile);
        terminal.Output.Write(Hostile);
        terminal.Error.WriteLine(Hostile);
        Assert.DoesNotContain((_output.ToString() + _error).EnumerateRunes(), c => c.Value != '\n' && ObeyedText.Is(c));
        Assert.Contains("a\uFFFD]0;title\uFFFDb\uFFFDc\uFFFDd\uFFFDe\uFFFDf", _output.ToString());
    }

    [Fact]
    public void Text_of_several_lines_keeps_its_lines_and_tabs()
    {
        new Terminal(_output, _error).Output.Write("one\r\n\ttwo\nthree\n");
        Assert.Equal("one\n\ttwo\nthree\n", _output.ToString());
    }
}
