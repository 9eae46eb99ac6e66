using System.Text.RegularExpressions;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Documents;

/// <summary>docs/from-other-tools.md: public scripts as specs.</summary>
public partial class OtherToolsPageTests
{
    /// <summary>The page's parts, a script each, by their headings.</summary>
    public static TheoryData<string> Headings => new(Parts().Keys);

    [Fact]
    public void There_are_ten() => Assert.Equal(10, Parts().Count);

    [Theory]
    [MemberData(nameof(Headings))]
    public void A_script_s_spec_compiles(string heading)
    {
        GeneratorRun run = GeneratorRun.Of("experiments/a.yaml", Spec().Match(Parts()[heading]).Groups["yaml"].Value);
        Assert.Empty(run.Errors);
        Assert.NotEmpty(LoadedCatalog.Runs(run));
    }

    [Theory]
    [MemberData(nameof(Headings))]
    public void A_script_s_source_is_named_and_what_a_spec_does_not_say_of_it(string heading)
    {
        string part = Parts()[heading];
        Assert.Single(Spec().Matches(part));
        Assert.Matches(@"\]\(https://github\.com/[\w-]+/[\w-]+/blob/", part);
        Assert.Contains("**Not said:** ", part);
    }

    private static Dictionary<string, string> Parts() => RepositoryFile.Read("docs/from-other-tools.md").Split("\n### ").Skip(1)
        .ToDictionary(part => part[..part.IndexOf('\n', StringComparison.Ordinal)]);

    [GeneratedRegex("```yaml\n(?<yaml>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Spec();
}
