using System.Text;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Storage;

public sealed class SharedTextTests
{
    [Fact]
    public void The_same_short_text_is_the_same_string()
    {
        SharedText texts = new();
        Assert.Same(texts.Of("hidden_size"u8), texts.Of("hidden_size"u8));
    }

    [Fact]
    public void Texts_that_share_a_place_are_not_taken_for_each_other()
    {
        SharedText texts = new();
        string[] many = [.. Enumerable.Range(0, 5000).Select(n => $"value {n}")];
        Assert.Equal(many.Concat(many), many.Concat(many).Select(text => texts.Of(Encoding.UTF8.GetBytes(text))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("größe")]
    [InlineData("a text that is longer than the keys and values of specs usually are")]
    public void Any_text_comes_back_as_it_is(string text) => Assert.Equal(text, new SharedText().Of(Encoding.UTF8.GetBytes(text)));
}
