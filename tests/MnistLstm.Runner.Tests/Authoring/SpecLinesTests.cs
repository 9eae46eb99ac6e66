using MnistLstm.Runner.Authoring;

namespace MnistLstm.Runner.Tests.Authoring;

public class SpecLinesTests
{
    [Theory]
    [InlineData("a: 1\nreference:\n  source: x\n  list: [1,\n    2]\nb: 2", "a: 1\nb: 2")]
    [InlineData("a: 1\n\nreference:\n  source: x\n\n  # inside\n  more: y\n", "a: 1")]
    [InlineData("a: 1\n\n# what was published\nreference: {source: x}\n\nb: 2", "a: 1\n\nb: 2")]
    [InlineData("reference: {source: x,\n  more: y\n}\nb: 2", "b: 2")]
    [InlineData("  a: 1\n  reference:\n    source: x\n  # of b\n  b: 2", "  a: 1\n  # of b\n  b: 2")]
    [InlineData("# reference: none\na: 1", "# reference: none\na: 1")]
    [InlineData("{a: 1, reference: {source: x}}", "{a: 1, reference: {source: x}}")]
    public void A_key_goes_with_its_lines_and_the_comment_above_it(string text, string expected)
    {
        SpecLines lines = new(text);
        lines.Remove("reference");
        Assert.Equal(expected, string.Join('\n', lines.Text));
    }

    [Theory]
    [InlineData("description: old\na: 1", "description: new\na: 1")]
    [InlineData("# top\na: 1", "# top\ndescription: new\na: 1")]
    [InlineData("a: 1\ndescription: >\n  old\n\n  and older\nb: 2", "a: 1\ndescription: new\nb: 2")]
    [InlineData("\"description\": \"old\"\na: 1", "description: new\na: 1")]
    [InlineData("---\n  a: 1", "---\n  description: new\n  a: 1")]
    [InlineData("{a: 1}", "{a: 1}")]
    public void A_description_takes_the_place_of_the_old_one_or_comes_first(string text, string expected)
    {
        SpecLines lines = new(text);
        lines.Describe("new");
        Assert.Equal(expected, string.Join('\n', lines.Text));
    }

    [Fact]
    public void The_line_for_editors_is_left_out_and_line_ends_become_one_kind() =>
        Assert.Equal(["a: 1", "b: 2"], new SpecLines("# yaml-language-server: $schema=../x.json\r\na: 1\r\nb: 2\r\n").Text);

    [Theory]
    [InlineData("matrix: {layers: [1, 2]}", "layers", true)]
    [InlineData("cases:\n  - layers: 2", "layers", true)]
    [InlineData("# layers: 2", "layers", false)]
    [InlineData("num_layers: 2", "layers", false)]
    [InlineData("seeds: [1, 2]", "seed", true)]
    public void A_key_is_said_wherever_it_stands_but_in_a_comment(string text, string key, bool said) => Assert.Equal(said, new SpecLines(text).Says(key));
}
