using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Text;

namespace MnistLstm.Generators.Tests.Parsing;

public class NearestWordTests
{
    [Theory]
    [InlineData("hiden_size", "hidden_size")]
    [InlineData("epcohs", "epochs")]
    [InlineData("EPOCHS", "epochs")]
    [InlineData("sed", "seed")]
    [InlineData("batchsize", "batch_size")]
    public void A_slip_finds_the_word(string written, string meant) => Assert.Equal(meant, NearestWord.Find(written, KeyTable.Keys.Select(key => key.Name)));

    [Theory]
    [InlineData("")]
    [InlineData("colour")]
    [InlineData("xy")]
    public void Something_else_finds_nothing(string written) => Assert.Null(NearestWord.Find(written, KeyTable.Keys.Select(key => key.Name)));

    [Fact]
    public void Of_two_equally_near_the_first_is_taken() => Assert.Equal("cat", NearestWord.Find("bat", ["cat", "hat"]));

    [Fact]
    public void A_very_long_text_is_no_slip() => Assert.Null(NearestWord.Find(new string('a', 100000), ["a"]));
}
