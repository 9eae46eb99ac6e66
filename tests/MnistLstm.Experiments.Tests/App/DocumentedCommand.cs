using System.Text.RegularExpressions;
using MnistLstm.Runner.Cli.Hosting;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Experiments.Tests.App;

/// <summary>A command that a page shows in a block of code.</summary>
/// <param name="Page">The page.</param>
/// <param name="Words">What stands behind <c>dotnet run --</c>.</param>
internal sealed partial record DocumentedCommand(string Page, IReadOnlyList<string> Words)
{
    /// <summary>The commands of the pages a newcomer reads. Those for other shells' words to be filled in, and those whose error is what is shown, are left
    /// out.</summary>
    public static IReadOnlyList<DocumentedCommand> All { get; } =
    [
        .. from page in new[] { "README.md", "docs/commands.md", "docs/published.md", "docs/snapshots.md", "docs/results.md" }
           from Match line in Line().Matches(File.ReadAllText(Path.Combine(RepositoryLayout.Find(AppContext.BaseDirectory).Root, page)))
           from part in line.Value.Split("&&")
           let command = Command().Match(part)
           where command.Success && !Foreign().IsMatch(part) && !part.Contains("hiden_size", StringComparison.Ordinal)
           select new DocumentedCommand(page, [.. Word().Matches(command.Groups["words"].Value).Select(word => word.Value.Trim('\'', '"'))]),
    ];

    /// <inheritdoc/>
    public override string ToString() => $"{Page}: {string.Join(' ', Words)}";

    // In a block by indentation, or between fences, where lines begin at the margin.
    [GeneratedRegex(@"^(    )?(\$ )?dotnet run .*$", RegexOptions.Multiline)]
    private static partial Regex Line();

    // Behind two blanks or a # stands what the line is for.
    [GeneratedRegex(@"dotnet run (?:--no-build |-p:\S+ )*-- (?<words>.*?)(?:\s{2,}.*|\s+#.*|\s+>.*)?\s*$")]
    private static partial Regex Command();

    [GeneratedRegex(@"\$[(A-Z]|\{\}|<[a-z]|…")]
    private static partial Regex Foreign();

    [GeneratedRegex(@"'[^']*'|""[^""]*""|\S+")]
    private static partial Regex Word();
}
