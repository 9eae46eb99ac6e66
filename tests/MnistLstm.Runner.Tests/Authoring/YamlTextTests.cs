using MnistLstm.Runner.Authoring;

namespace MnistLstm.Runner.Tests.Authoring;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("Like quick/lstm-32, except that …", "Like quick/lstm-32, except that …")]
    [InlineData("Like a: b # c, except that …", "\"Like a: b # c, except that …\"")]
    [InlineData("Like a\nepochs: 3", "\"Like a\uFFFDepochs: 3\"")]
    [InlineData("Like \"a\"\\\u202e", "\"Like \\\"a\\\"\\\\\uFFFD\"")]
    public void A_value_is_quoted_where_it_could_mean_something_else(string text, string expected) => Assert.Equal(expected, YamlText.Scalar(text));

    [Fact]
    public void A_copy_of_a_file_with_a_hostile_name_says_no_more_than_its_original()
    {
        string text = NewSpecText.Copy("mine", "a\nepochs: 9\n", "description: x\nepochs: 3\n");
        Assert.Equal(["description: \"Like a\uFFFDepochs: 9\uFFFD, except that …\"", "epochs: 3"],
            text.Split('\n').Where(line => line.TrimStart() is [not '#', ..]));
    }
}
