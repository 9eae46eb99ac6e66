using MnistLstm.Runner.Runs.Stored;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary>A spec, an error and a note that hold what a terminal obeys, through the commands and formats.</summary>
public sealed class HostileTextTests : IDisposable
{
    private const string Hostile =
        "=cmd|'/c calc'!A1 \e]0;title\a\e[31m\u202e\u2066\u0085\rover\r\n\ufeff\u200b\u00ad\U000e0041 | <script> `x`\n# coding: utf-7";

    private readonly CommandHarness _app;

    public HostileTextTests()
    {
        RunSpec spec = Specs.Make("a", published: 0.9) with
        {
            Description = Hostile,
            Reference = new PublishedReference(Hostile, 0.9, [], [], [], []),
            ModelCode = () => $"// {Hostile}\n",
            TorchSharpCode = () => $"// {Hostile}\n",
        };
        RunSpec failing = Specs.Make("b") with { Description = Hostile };
        _app = new CommandHarness(spec, failing);
        _app.Runs.Holds(spec);
        _app.Runs.Gives(failing, RunStatus.Failed, error: Hostile);
    }

    public void Dispose() => _app.Dispose();

    public static TheoryData<string> CommandLines()
    {
        TheoryData<string> lines = [..
            from verb in new[] { "list", "compare", "sweep experiments/", "run a b" }
            from format in new[] { "table", "json", "csv", "md" } select $"{verb} --format {format}"];
        foreach (string line in new[] { "show a", "show a --code", "show a --code torchsharp", "sweep experiments/ --dry-run",
            $"show {Hostile.Replace(' ', '_')}", "snapshots review" })
        {
            lines.Add(line);
        }

        return lines;
    }

    [Theory]
    [MemberData(nameof(CommandLines))]
    public void No_command_prints_what_a_terminal_obeys(string line)
    {
        _app.Run(line.Split(' '));
        Assert.NotEqual("", _app.Output + _app.Error);
        Assert.DoesNotContain((_app.Output + _app.Error).EnumerateRunes(), c => c.Value is not ('\n' or '\t') && ObeyedText.Is(c));
    }

    [Fact]
    public void An_error_in_a_CSV_is_no_formula()
    {
        _app.Run("run", "b", "--format", "csv");
        Assert.Contains(",\"'=cmd|", _app.Output);
    }
}
