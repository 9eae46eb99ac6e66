using System.Text;
using MnistLstm.Training.Settings;

namespace MnistLstm.Training.Tests;

public class PackedCodeTests
{
    [Fact]
    public void Parts_come_out_as_they_went_in_and_one_behind_the_other()
    {
        byte[] packed = Encoding.UTF8.GetBytes(PackedCode.Pack(["class Größe\n", "", "{}\n"]));
        Assert.Equal("class Größe\n", PackedCode.Unpack(packed, 0));
        Assert.Equal("{}\nclass Größe\n", PackedCode.Unpack(packed, 2, 1, 0));
    }

    [Fact]
    public void Source_becomes_a_good_deal_shorter() =>
        Assert.InRange(PackedCode.Pack([string.Concat(Enumerable.Repeat("    public readonly Parameter weight_ih_l0;\n", 100))]).Length, 1, 400);

    [Theory]
    [InlineData("no Base64!")]
    [InlineData("AAAA")]
    [InlineData("")]
    public void What_was_not_packed_says_so(string text) => Assert.Contains("build it again",
        Assert.Throws<InvalidDataException>(() => PackedCode.Unpack(Encoding.UTF8.GetBytes(text), 1)).Message, StringComparison.Ordinal);
}
