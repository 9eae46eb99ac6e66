using MnistLstm.Runner.Cli.Options;

namespace MnistLstm.Runner.Tests.Cli;

public sealed class MemoryOptionTests
{
    [Theory]
    [InlineData("1", 1L)]
    [InlineData("4096B", 4096L)]
    [InlineData("500M", 500L << 20)]
    [InlineData("500MB", 500L << 20)]
    [InlineData("1.5g", 3L << 29)]
    [InlineData("2GiB", 2L << 30)]
    [InlineData("1T", 1L << 40)]
    [InlineData("64k", 64L << 10)]
    public void A_size_is_a_number_with_a_unit(string word, long bytes) => Assert.Equal(bytes, MemoryOption.Bytes(word));

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("G")]
    [InlineData("-1G")]
    [InlineData("1,5G")]
    [InlineData("1e3")]
    [InlineData("4 G")]
    [InlineData("4X")]
    [InlineData("9999999T")]
    public void Another_word_is_none(string word) => Assert.Null(MemoryOption.Bytes(word));
}
