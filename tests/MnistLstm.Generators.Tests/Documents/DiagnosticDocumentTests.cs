using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Documents;

public class DiagnosticDocumentTests
{
    // A text of a megabyte, a fault that no text is known to cause, a build that loses specs, a thousand errors: TextErrorTests, HostileTextTests and
    // UnseenSpecTests have them.
    private static readonly string[] s_withoutExample = ["EXP020", "EXP021", "EXP050", "EXP060"];

    public static TheoryData<string> Ids => new(DiagnosticDescriptors.All.Select(descriptor => descriptor.Id).Except(s_withoutExample));

    [Fact]
    public void Every_diagnostic_has_its_part_of_the_page()
    {
        IReadOnlyDictionary<string, DiagnosticExample> page = DiagnosticExample.Read();
        Assert.All(DiagnosticDescriptors.All, descriptor => Assert.StartsWith($"\n**{descriptor.Title}.** ", page[descriptor.Id].Text));
    }

    [Fact]
    public void The_page_is_in_the_order_of_the_ids()
    {
        string[] headings = [.. RepositoryFile.Read("docs/diagnostics.md").Split("\n## ").Select(part => part.Split('\n')[0])];
        string[] ids = [.. headings.Where(heading => heading.StartsWith("EXP", StringComparison.Ordinal))];
        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public void Every_diagnostic_links_to_its_part_of_the_page() => Assert.All(
        DiagnosticDescriptors.All, descriptor => Assert.Equal(
            $"{ProjectPage.Address}/blob/main/docs/diagnostics.md#{descriptor.Id.ToLowerInvariant()}", descriptor.HelpLinkUri));

    [Fact]
    public void Diagnostics_link_to_the_page_that_packages_link_to() =>
        Assert.Contains($"<ProjectPage>{ProjectPage.Address}</ProjectPage>", RepositoryFile.Read("Directory.Build.props"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_example_of_the_page_gives_the_errors_that_stand_below_it(string id)
    {
        DiagnosticExample example = DiagnosticExample.Read()[id];
        Assert.Contains($"error {id}: ", string.Concat(example.Errors));
        Assert.Equal(example.Errors, GeneratorRun.Of(example.Specs).Errors.Select(error => error.Replace(": EXP", ": error EXP")));
    }

    // EXP010 stood for keys that were not supported yet; an id is never given a second meaning.
    [Fact]
    public void No_diagnostic_has_the_retired_id() => Assert.All(DiagnosticDescriptors.All, descriptor =>
    {
        Assert.Matches("^EXP[0-9]{3}$", descriptor.Id);
        Assert.NotEqual("EXP010", descriptor.Id);
    });

    [Fact]
    public void No_message_ends_in_a_period() =>
        Assert.All(DiagnosticDescriptors.All, descriptor => Assert.False(descriptor.MessageFormat.ToString().EndsWith('.')));
}
