using Microsoft.CodeAnalysis;
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

    [Theory]
    [InlineData("https://example.org/lab/blob/main/docs/", "https://example.org/lab/blob/main/docs/diagnostics.md#exp003")]
    [InlineData("https://example.org/docs", "https://example.org/docs/diagnostics.md#exp003")]
    [InlineData("/home/me/a b;c#d%20/docs/", "file:///home/me/a%20b;c%23d%2520/docs/diagnostics.md#exp003")]
    [InlineData("", "")]
    public void An_error_links_to_its_part_of_the_page_at_an_address_or_on_this_machine(string documentation, string link)
    {
        const string Text = "hiden_size: 4\nhidden_size: 4\nbatch_size: 5\nlearning_rate: 0.1\nepochs: 1\n";
        GeneratorRun run = GeneratorRun.Of("experiments/a.yaml", Text, documentation: documentation);
        Assert.Contains("EXP003", Assert.Single(run.Errors), StringComparison.Ordinal);
        Assert.Equal(link, Assert.Single(run.Result.Diagnostics).Descriptor.HelpLinkUri);
    }

    [Fact]
    public void Every_error_can_link_and_keeps_its_words() => Assert.All(DiagnosticDescriptors.All, plain =>
    {
        DiagnosticDescriptor linked = DiagnosticDescriptors.ById(plain.Id, "https://example.org/diagnostics.md");
        Assert.Equal($"https://example.org/diagnostics.md#{plain.Id.ToLowerInvariant()}", linked.HelpLinkUri);
        Assert.Equal((plain.Title, plain.MessageFormat, plain.DefaultSeverity), (linked.Title, linked.MessageFormat, linked.DefaultSeverity));
    });

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
