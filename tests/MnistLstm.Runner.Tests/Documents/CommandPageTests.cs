using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using MnistLstm.Runner.Tests.Cli;

namespace MnistLstm.Runner.Tests.Documents;

/// <summary>docs/commands.md has every command and every option that the program's help has.</summary>
public sealed partial class CommandPageTests : IDisposable
{
    private readonly CommandHarness _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public void Every_command_stands_in_the_page_on_commands()
    {
        string page = Page();
        string[] commands = [.. Commands([]).Select(command => string.Join(' ', command))];
        Assert.Contains("sweep", commands);
        Assert.Contains("data fetch", commands);
        Assert.DoesNotContain(commands, name => !Regex.IsMatch(page, $"`{Regex.Escape(name)}[` ]"));
    }

    [Fact]
    public void Every_option_stands_in_the_page_on_commands()
    {
        string page = Page();
        string[] options = [.. Commands([]).SelectMany(command => OptionName().Matches(Help(command)).Select(match => match.Groups["name"].Value)).Distinct()];
        Assert.Contains("--threads", options);
        Assert.DoesNotContain(options, name => !Regex.IsMatch(page, $"`[^`\n]*{Regex.Escape(name)}(?![\\w-])"));
    }

    private IEnumerable<string[]> Commands(string[] above)
    {
        foreach (Match match in CommandName().Matches(Section().Match(Help(above)).Value))
        {
            string[] command = [.. above, match.Groups["name"].Value];
            yield return command;
            foreach (string[] below in Commands(command))
            {
                yield return below;
            }
        }
    }

    private string Help(string[] command)
    {
        Assert.Equal(0, _app.Run([.. command, "--help"]));
        return _app.Output;
    }

    // This file lies three folders below the root.
    private static string Page([CallerFilePath] string source = "") =>
        File.ReadAllText(Path.Combine(Path.GetDirectoryName(source)!, "..", "..", "..", "docs", "commands.md"));

    [GeneratedRegex(@"^Commands:\n(?:  .*\n)+", RegexOptions.Multiline)]
    private static partial Regex Section();

    [GeneratedRegex(@"^  (?<name>[a-z][\w-]*)", RegexOptions.Multiline)]
    private static partial Regex CommandName();

    [GeneratedRegex(@"^  (?:-\w, )?(?<name>--[\w-]+)", RegexOptions.Multiline)]
    private static partial Regex OptionName();
}
