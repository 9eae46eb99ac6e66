using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>What classes may be called: whatever is accepted makes a manifest that builds.</summary>
public sealed class ClassNameTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("  ", "is empty")]
    [InlineData("\u200D", "is empty")]
    [InlineData("up\ndown", "has the character U+000A, which is not printed")]
    [InlineData("\u001b[31mred", "has the character U+001B, which is not printed")]
    [InlineData("a\tb", "has the character U+0009, which is not printed")]
    [InlineData("a\0", "has the character U+0000, which is not printed")]
    [InlineData("a\u0085b", "has the character U+0085, which is not printed")]
    [InlineData("a\u2028b", "has the character U+2028, which is not printed")]
    [InlineData("\uFEFFa", "has the character U+FEFF, which is not printed")]
    [InlineData("a\u202Eb", "has the character U+202E, which is not printed")]
    [InlineData("a\uFFFD", "has the character U+FFFD, which is not printed")]
    [InlineData("a\uFFFF", "has the character U+FFFF, which is not printed")]
    public void A_name_that_cannot_be_seen_or_written_is_refused(string name, string fault)
    {
        Assert.Equal(fault, ClassNameRules.Fault(name));
        Assert.EndsWith($"' {fault}; correct the labels, or name the classes yourself: --classes a,b,c",
            _folder.Said(() => LabelClasses.Of(Part("a", name), null)), StringComparison.Ordinal);
        Assert.EndsWith($"', {fault}; name each class, with one comma between two names",
            _folder.Said(() => LabelClasses.Of(Part("a", "b"), ["a", name])), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_of_a_character_is_refused() => Assert.Equal("has the character U+D83D, which is not printed", ClassNameRules.Fault("a\uD83D"));

    [Fact]
    public void The_place_and_the_remedy_are_said()
    {
        Assert.Equal("--classes: name 4 of 4, '', is empty; name each class, with one comma between two names",
            _folder.Said(() => LabelClasses.Of(Part("0", "1", "2", "3"), ["a", "b", "c", ""])));
        Assert.Equal(@"y.npy, sample 1 (from 0): the label 'a\u000Ab' has the character U+000A, which is not printed; correct the labels, or name the "
            + "classes yourself: --classes a,b,c", _folder.Said(() => LabelClasses.Of(Part("a", "a\nb"), null)));
    }

    [Fact]
    public void Labels_of_any_kind_are_taken_where_names_are_given() => Assert.Equal(["a", "b"], LabelClasses.Of(Part("x\n", "y"), ["a", "b"]).Names);

    [Theory]
    [InlineData("yes", "no")]
    [InlineData("null", "~")]
    [InlineData("true", "1e5")]
    [InlineData("'", "\"")]
    [InlineData("\\", "\\n")]
    [InlineData("a: b", "a #b")]
    [InlineData("[a", "b]")]
    [InlineData("{a", "a, b")]
    [InlineData("&a", "*a")]
    [InlineData("%a", "@a")]
    [InlineData("---", "...")]
    [InlineData("<<", "!!str")]
    [InlineData("- a", "? a")]
    [InlineData(" a", "a ")]
    [InlineData("steps：", "１")]
    [InlineData("é", "e\u0301")]
    [InlineData("ходьба", "👣")]
    [InlineData("A", "a")]
    [InlineData("می\u200Cروم", "\u00A0x\u3000")]
    public void Whatever_is_accepted_makes_a_manifest_that_builds(string first, string second)
    {
        DatasetDefinition set = Set(LabelClasses.Of(Part(first, second), null).Names);
        ManifestCheck.Pass(set.Manifest!, ManifestText.Of(set, namesSchema: true));
    }

    [Fact]
    public void Every_accepted_character_makes_a_manifest_that_builds()
    {
        string[] names = [.. Enumerable.Range(0, 0x10000).Where(code => !char.IsSurrogate((char)code)).Select(code => $"x{(char)code}y")];
        string[] accepted = [.. names.Where(name => ClassNameRules.Fault(name) is null)];
        Assert.InRange(accepted.Length, 50_000, 65_000);
        foreach (string[] some in accepted.Chunk(9_000))
        {
            DatasetDefinition set = Set(some);
            ManifestCheck.Pass(set.Manifest!, ManifestText.Of(set, namesSchema: false));
        }
    }

    [Fact]
    public void A_name_as_long_as_may_be_is_taken_and_no_longer_one()
    {
        Assert.Null(ClassNameRules.Fault(new string('a', 200)));
        Assert.Equal("has 201 characters, more than the 200 of a class's name", ClassNameRules.Fault(new string('a', 201)));
    }

    [Fact]
    public void A_manifest_that_the_build_would_refuse_is_not_written()
    {
        DatasetDefinition set = Set([.. Enumerable.Range(0, 10_001).Select(i => $"c{i}")]);
        string manifest = _folder["har.yaml"];
        string fault = _folder.Said(() => _ = new DatasetStore(manifest, _folder["har"], set, replace: false));
        Assert.StartsWith("datasets/har.yaml: the build would refuse this manifest: EXP", fault, StringComparison.Ordinal);
        Assert.Contains("10001", fault, StringComparison.Ordinal);
        Assert.False(File.Exists(manifest));
    }

    private static DatasetDefinition Set(IReadOnlyList<string> classes) =>
        ManifestDataset.Define("har", 2, 1, classes, DatasetValues.Float32, 3, 2, [.. Enumerable.Repeat(new string('0', 64), 4)]);

    private static RawPart Part(params string[] labels) =>
        new("x.npy", new RawValues(new float[labels.Length]), 1, 1, labels) { LabelFile = "y.npy" };
}
