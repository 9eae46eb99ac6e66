using System.Text.RegularExpressions;

namespace MnistLstm.Generators.Tests.Documents;

/// <summary>The order of the folders on the page is the one that the tests over the compiled types hold.</summary>
public partial class LayerTableTests
{
    /// <summary>The tests that the page names beside its tables.</summary>
    public static TheoryData<string> Orders => [.. Table().Matches(Page).Select(table => table.Groups["test"].Value)];

    private static string Page => RepositoryFile.Read("docs/architecture.md");

    [Fact]
    public void Each_of_the_four_projects_has_a_table() => Assert.Equal(4, Table().Count(Page));

    [Theory]
    [MemberData(nameof(Orders))]
    public void A_table_has_the_folders_in_the_order_that_the_test_holds(string test)
    {
        string rows = Table().Matches(Page).Single(table => table.Groups["test"].Value == test).Groups["rows"].Value;
        IEnumerable<string> cells = rows.TrimEnd().Split('\n').Skip(2).Select(row => row.Split('|')[1]);
        IEnumerable<string> shown = cells.SelectMany(cell => Folder().Matches(cell).Select(folder => folder.Value.Trim('`')));

        string array = Order().Match(RepositoryFile.Read(test)).Groups["items"].Value;
        IEnumerable<string> folders = Item().Matches(Comment().Replace(array, "")).Select(item => item.Groups["folder"].Value);
        IEnumerable<string> held = folders.Select(folder => folder.Length > 0 ? folder : "(root)");

        Assert.Equal(held, shown);
    }

    [GeneratedRegex(@"<!-- layers: (?<test>[\w./]+) -->\n(?<rows>(?:\|.*\n)+)<!-- end -->")]
    private static partial Regex Table();

    [GeneratedRegex(@"`[\w.]+`|\(root\)")]
    private static partial Regex Folder();

    [GeneratedRegex(@"LayerRules\([^\[]*\[(?<items>[^\]]*)\]")]
    private static partial Regex Order();

    [GeneratedRegex("\"(?<folder>[^\"]*)\"")]
    private static partial Regex Item();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();
}
