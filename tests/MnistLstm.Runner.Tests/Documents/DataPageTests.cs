using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Runner.Tests.Imports;

namespace MnistLstm.Runner.Tests.Documents;

/// <summary>docs/data.md's "Your own data in five minutes": its commands do what it says, and print it.</summary>
public sealed partial class DataPageTests : IDisposable
{
    private readonly CommandHarness _app = new();
    private readonly ImportFolder _folder = new();

    public void Dispose()
    {
        _app.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void The_first_command_prints_what_stands_below_it()
    {
        Match example = Added().Match(Page());
        Assert.True(example.Success);
        WriteFiles();

        string[] words = [.. example.Groups["words"].Value.Split(' ').Select(word => word.EndsWith(".npy", StringComparison.Ordinal) ? _folder[word] : word)];
        Assert.Equal(0, _app.Run(words));
        Assert.Equal(example.Groups["output"].Value.Split('\n').Select(line => line.Trim()), _app.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public void Numbers_to_predict_come_in_as_the_page_says()
    {
        Match example = AddedNumbers().Match(Page());
        Assert.True(example.Success);
        WriteFiles();
        _folder.Floats("hours.npy", [60], [.. Enumerable.Range(0, 60).Select(i => i / 7f)]);

        string[] words = [.. example.Groups["words"].Value.Split(' ').Select(word => word.EndsWith(".npy", StringComparison.Ordinal) ? _folder[word] : word)];
        Assert.Equal(0, _app.Run(words));
        Assert.Equal(example.Groups["output"].Value.Split('\n').Select(line => line.Trim()), _app.Output.TrimEnd().Split('\n'));
        string manifest = File.ReadAllText(Path.Combine(_app.Root, "datasets", "wear.yaml"));
        Assert.Contains("targets: 1\n", manifest);
        Assert.Contains("  test_targets: ", manifest);
    }

    [Fact]
    public void A_series_comes_in_as_the_page_says()
    {
        Match example = AddedSeries().Match(Page());
        Assert.True(example.Success);
        _folder.Write("load.csv", "step,load,heat\n" + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},{i % 7},{i % 5}.5\n")));

        string[] words = [.. example.Groups["words"].Value.Split(' ').Select(word => word == "load.csv" ? _folder[word] : word)];
        Assert.Equal(0, _app.Run(words));
        Assert.Equal(example.Groups["output"].Value.Split('\n').Select(line => line.Trim()), _app.Output.TrimEnd().Split('\n'));
    }

    [Fact]
    public void The_manifest_is_the_one_that_the_page_shows()
    {
        WriteFiles();
        _app.Run("data", "add", "gestures", _folder["X_train.npy"], _folder["y_train.npy"], "--test", _folder["X_test.npy"], _folder["y_test.npy"]);
        string written = File.ReadAllText(Path.Combine(_app.Root, "datasets", "gestures.yaml"));
        string shown = Page().Split("```text\n").First(part => part.StartsWith("steps: ", StringComparison.Ordinal)).Split("```")[0];
        Assert.EndsWith(shown, Hash().Replace(written, "…"));
    }

    [Fact]
    public void Every_other_command_of_the_page_is_one()
    {
        string[] commands = [.. Commands().Matches(Page()).Select(match => match.Groups["words"].Value)];
        Assert.Contains("data show gestures", commands);
        Assert.All(commands, command =>
        {
            _app.Run([.. command.Split(' ')]);
            Assert.DoesNotContain("unknown command", _app.Error);
            Assert.DoesNotContain("unknown option", _app.Error);
        });
    }

    private void WriteFiles()
    {
        _folder.Floats("X_train.npy", [60, 16, 3], [.. Enumerable.Range(0, 60 * 16 * 3).Select(i => i / 9f)]);
        _folder.Labels("y_train.npy", [.. Enumerable.Range(0, 60).Select(i => i % 4L)]);
        _folder.Floats("X_test.npy", [20, 16, 3], new float[20 * 16 * 3]);
        _folder.Labels("y_test.npy", [.. Enumerable.Range(0, 20).Select(i => i % 4L)]);
    }

    private static string Page([CallerFilePath] string file = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "..", "..", "..", "docs", "data.md")).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\$ dotnet run -- (?<words>data add gestures [^\n]*)\n(?<output>    [^\n]*\n    Wrote [^\n]*)")]
    private static partial Regex Added();

    [GeneratedRegex(@"\$ dotnet run -- (?<words>data add load [^\n]*)\n(?<output>    [^\n]*\n    Wrote [^\n]*\n    Split [^\n]*)")]
    private static partial Regex AddedSeries();

    [GeneratedRegex(@"\$ dotnet run -- (?<words>data add wear [^\n]*)\n(?<output>    [^\n]*\n    Wrote [^\n]*)")]
    private static partial Regex AddedNumbers();

    [GeneratedRegex(@"\$ dotnet run -- (?<words>(?!data add)[^\n]*)")]
    private static partial Regex Commands();

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Hash();
}
