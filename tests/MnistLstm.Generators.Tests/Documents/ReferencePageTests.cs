namespace MnistLstm.Generators.Tests.Documents;

/// <summary>The API reference begins every namespace with a few words of where to start (docs/reference/namespaces). docs/reference/build checks its
/// links.</summary>
public class ReferencePageTests
{
    private static readonly string[] s_libraries = ["MnistLstm.Engine", "MnistLstm.Training", "MnistLstm.Runner"];

    [Fact]
    public void Every_namespace_with_something_public_has_its_words_and_no_other_has()
    {
        string[] files = Directory.GetFiles(RepositoryFile.PathOf("docs/reference/namespaces"), "*.md");
        string[] pages = [.. files.Select(file => Path.GetFileNameWithoutExtension(file))];
        Assert.Equal(PublicNamespaces().Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
        Assert.All(pages, page => Assert.StartsWith(
            $"---\nuid: {page}\nsummary: *content\n---\n", RepositoryFile.Read($"docs/reference/namespaces/{page}.md"), StringComparison.Ordinal));
    }

    // A line of the list without a member's type or value is a type, or says what it extends; a nested type's container is one, too.
    private static IEnumerable<string> PublicNamespaces()
    {
        IEnumerable<string> lines = s_libraries.SelectMany(library => new[] { "Shipped", "Unshipped" }
            .SelectMany(list => RepositoryFile.Read($"src/{library}/PublicAPI.{list}.txt").Split('\n')));
        HashSet<string> types =
            [.. lines.Where(line => line.Length > 0 && line[0] != '#' && !line.Contains(" -> ", StringComparison.Ordinal) && !line.Contains('('))];
        return types.Select(type => type[..type.LastIndexOf('.')]).Where(container => !types.Contains(container)).Distinct();
    }
}
