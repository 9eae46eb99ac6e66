using System.Text;
using MnistLstm.Experiments.Traces;

namespace MnistLstm.Experiments.Tests.Traces;

public class XxHash64Tests
{
    /// <summary>Known values of XXH64 with seed 0; the last is longer than a block.</summary>
    [Theory]
    [InlineData("", 0xEF46DB3751D8E999)]
    [InlineData("a", 0xD24EC4F1A98C6E5B)]
    [InlineData("abc", 0x44BC2CF5AD770999)]
    [InlineData("Nobody inspects the spammish repetition", 0xFBCEA83C8A378BF1)]
    public void Known_texts_have_their_known_hashes(string text, ulong expected) => Assert.Equal(expected, XxHash64.Of(Encoding.ASCII.GetBytes(text)));

    [Theory]
    [InlineData(4)]
    [InlineData(28)]
    [InlineData(32)]
    [InlineData(100)]
    public void Every_single_flipped_bit_changes_the_hash(int bytes)
    {
        byte[] data = [.. Enumerable.Range(0, bytes).Select(i => (byte)(i * 37))];
        HashSet<ulong> hashes = [XxHash64.Of(data)];
        for (int bit = 0; bit < 8 * bytes; bit++)
        {
            data[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.True(hashes.Add(XxHash64.Of(data)), $"bit {bit}");
            data[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }
}
