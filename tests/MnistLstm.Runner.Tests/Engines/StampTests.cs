using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using MnistLstm.Engine;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Engines;

public class StampTests
{
    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B85G")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B8555")]
    public void A_stamp_that_is_no_hash_is_refused_and_not_believed(string stamp) => Assert.Equal(
        $"MnistLstm.Engine carries a SourcesSha256 that is no SHA-256: '{stamp}'; build it again: dotnet build --no-incremental",
        Assert.Throws<InvalidOperationException>(() => SourcesHash.Checked(stamp, "MnistLstm.Engine")).Message);

    [Fact]
    public void An_assembly_without_a_stamp_is_refused_with_the_property_that_makes_one() => Assert.Equal(
        "MnistLstm.Engine carries no SourcesSha256: its project must set StampSources to true",
        Assert.Throws<InvalidOperationException>(() => SourcesHash.Checked(null, "MnistLstm.Engine")).Message);

    [Fact]
    public void An_engine_whose_assembly_has_no_stamp_is_named() => Assert.StartsWith(
        "System.Private.CoreLib carries no SourcesSha256",
        Assert.Throws<InvalidOperationException>(() => SourcesHash.Of("class A;", typeof(string))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_hash_is_taken_as_it_is() => Assert.Equal(new string('a', 64), SourcesHash.Checked(new string('a', 64), "MnistLstm.Engine"));

    [Fact]
    public void The_sources_of_a_run_are_hashed_line_by_line_its_hooks_last()
    {
        RunSpec spec = Specs.Make("a");
        Assert.Equal(Hash(StampOf(typeof(EngineVersion)), StampOf(typeof(Trainer)), spec.CodeSha256), SourcesHash.Of(spec));

        string hooks = new('7', 64);
        Assert.Equal(
            Hash(StampOf(typeof(EngineVersion)), StampOf(typeof(Trainer)), spec.CodeSha256, hooks),
            SourcesHash.Of(spec with { Hooks = new RunHooks(["experiments/a.cs"], hooks) }));
    }

    [Fact]
    public void Those_of_another_engine_are_hashed_with_its_own_and_the_emitted_code()
    {
        string code = Convert.ToHexStringLower(SHA256.HashData("class A;"u8));
        Assert.Equal(
            Hash(StampOf(typeof(EngineVersion)), StampOf(typeof(Trainer)), StampOf(typeof(Trainer)), code), SourcesHash.Of("class A;", typeof(Trainer)));
    }

    private static string Hash(params string[] lines) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Concat(lines.Select(line => $"{line}\n")))));

    private static string StampOf(Type type) =>
        type.Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "SourcesSha256").Value!;
}
