using System.Text.RegularExpressions;

namespace MnistLstm.Generators.Tests.Documents;

/// <summary>A page that sends its reader to a file is wrong as soon as that file has moved.</summary>
public partial class NamedPathTests
{
    private static readonly string[] s_folders = ["generators", "src", "tests"];

    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("docs/spec.md")]
    [InlineData("docs/torchsharp.md")]
    [InlineData("CONTRIBUTING.md")]
    public void Every_file_and_folder_that_a_page_names_is_there(string page)
    {
        string[] named = [.. QuotedOn(page).Where(text => InRepository().IsMatch(text))];
        Assert.NotEmpty(named);
        Assert.DoesNotContain(named, path => !Path.Exists(RepositoryFile.PathOf(path)));
    }

    [Fact]
    public void Every_source_that_the_page_on_architecture_names_without_its_folder_is_somewhere()
    {
        HashSet<string> sources = [.. s_folders.SelectMany(Sources), "Program.cs"];
        string[] named = [.. QuotedOn("docs/architecture.md").Where(text => Source().IsMatch(text))];
        Assert.NotEmpty(named);
        Assert.Empty(named.Except(sources));
    }

    [Theory]
    [InlineData("docs/architecture.md")]
    [InlineData("CONTRIBUTING.md")]
    public void Every_link_of_a_page_leads_to_a_file(string page)
    {
        string folder = Path.GetDirectoryName(RepositoryFile.PathOf(page))!;
        IEnumerable<string> all = Link().Matches(RepositoryFile.Read(page)).Select(match => match.Groups["file"].Value);
        string[] links = [.. all.Where(link => link.Length > 0 && !link.Contains("://", StringComparison.Ordinal))];
        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, link => !File.Exists(Path.Combine(folder, link)));
    }

    private static IEnumerable<string> QuotedOn(string page) =>
        Quoted().Matches(RepositoryFile.Read(page)).Select(match => match.Groups["text"].Value).Distinct();

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(RepositoryFile.PathOf(folder), "*.cs", SearchOption.AllDirectories).Select(path => Path.GetFileName(path));

    [GeneratedRegex("`(?<text>[^`\n]+)`")]
    private static partial Regex Quoted();

    // Names with a place for a word (<name>), and patterns, are no paths. Local.props is the reader's own.
    [GeneratedRegex(@"^(?!Local\.props)(?:(?:generators|src|tests|experiments|benchmarks|docs|\.ci|\.github)/[\w./-]+|[\w.]+\.(?:csproj|props|targets|md))$")]
    private static partial Regex InRepository();

    [GeneratedRegex(@"^\w+\.cs$")]
    private static partial Regex Source();

    [GeneratedRegex(@"\]\((?<file>[^)#]*)(?:#[^)]*)?\)")]
    private static partial Regex Link();
}
