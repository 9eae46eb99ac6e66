using System.Text;
using MnistLstm.Engine.Kernels.Simd;
using MnistLstm.Training.Safetensors;

namespace MnistLstm.Training.Tests.Safetensors;

/// <summary>A safetensors header is written in one form, and read only where its tensors fill the data without a gap.</summary>
public sealed class TensorHeaderTests
{
    private const string Two = """{"b":{"dtype":"U8","shape":[3],"data_offsets":[8,11]},"a":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""";

    private static TensorHeader Weights(params TensorEntry[] tensors) => new(tensors, [KeyValuePair.Create("format", "say \"pt\"")]);

    [Fact]
    public void The_tensors_stand_one_after_the_other_in_their_order() => Assert.Equal(
        """{"__metadata__":{"format":"say \"pt\""},"w":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"""
            + "\"n\":{\"dtype\":\"U8\",\"shape\":[],\"data_offsets\":[24,25]}}",
        Encoding.UTF8.GetString(Weights(new("w", TensorEntry.Float32, [2, 3]), new("n", TensorEntry.UInt8, [])).Format().AsSpan(8)).TrimEnd(' '));

    [Theory]
    [InlineData("w")]
    [InlineData("ww")]
    [InlineData("www")]
    [InlineData("wwww")]
    [InlineData("wwwww")]
    [InlineData("wwwwww")]
    [InlineData("wwwwwww")]
    [InlineData("wwwwwwww")]
    public void Spaces_make_its_length_the_next_multiple_of_eight(string name)
    {
        byte[] header = Weights(new TensorEntry(name, TensorEntry.Float32, [1])).Format();
        Assert.Equal(0, header.Length % 8);
        Assert.InRange(header.Length - Encoding.UTF8.GetString(header).TrimEnd(' ').Length, 0, 7);
    }

    [Fact]
    public void It_reads_back_what_it_wrote()
    {
        TensorHeader written = Weights(new("w", TensorEntry.Float32, [2, 3]), new("r", TensorEntry.UInt32, [625]), new("h", TensorEntry.UInt8, [0]));
        Assert.Equal(24 + 2500, written.DataByteCount);
        TensorHeader read = TensorHeader.Parse(written.Format().AsMemory(8), written.DataByteCount);
        Assert.Equal(["w F32 [2, 3]", "r U32 [625]", "h U8 [0]"], read.Tensors.Select(tensor => tensor.ToString()));
        Assert.Equal(written.Metadata, read.Metadata);
    }

    [Fact]
    public void Tensors_are_read_in_the_order_of_their_bytes()
    {
        TensorHeader header = TensorHeader.Parse(Encoding.UTF8.GetBytes(Two), 11);
        Assert.Equal(["a F32 [1, 2]", "b U8 [3]"], header.Tensors.Select(tensor => tensor.ToString()));
        Assert.Empty(header.Metadata);
    }

    [Theory]
    [InlineData("[8,11]", "[9,12]", "tensor b begins at byte 9, expected 8")]
    [InlineData("[8,11]", "[7,10]", "tensor b begins at byte 7, expected 8")]
    [InlineData("[8,11]", "[8,12]", "tensor b U8 [3] does not fit its bytes 8 … 12")]
    [InlineData("[8,11]", "[-1,2]", "tensor b U8 [3] does not fit its bytes -1 … 2")]
    [InlineData("[8,11]", "[8]", "tensor b U8 [3] does not fit its bytes 8")]
    [InlineData("[8,11]", "[8,11,12]", "tensor b U8 [3] does not fit its bytes 8 … 11 … 12")]
    [InlineData("[1,2]", "[-1,-2]", "tensor a has a negative size")]
    [InlineData("[1,2]", "[2147483647,2147483647,2147483647]", "the header cannot be read: ")]
    [InlineData("\"F32\"", "\"F16\"", "tensor a is of type F16, expected F32, U32 or U8")]
    [InlineData("\"F32\"", "null", "tensor a is of type , expected F32, U32 or U8")]
    [InlineData("\"dtype\":\"U8\",", "", "the header cannot be read: ")]
    [InlineData("{\"b\"", "{\"__metadata__\":{\"format\":null},\"b\"", "metadata format is null")]
    [InlineData("{\"b\"", "{\"b", "the header cannot be read: ")]
    public void Tensors_that_do_not_fit_their_bytes_are_refused(string text, string other, string message)
    {
        Assert.Contains(text, Two, StringComparison.Ordinal);
        byte[] header = Encoding.UTF8.GetBytes(Two.Replace(text, other, StringComparison.Ordinal));
        Assert.StartsWith(message, Assert.Throws<FormatException>(() => TensorHeader.Parse(header, 11)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(12)]
    public void Data_shorter_or_longer_than_the_tensors_is_refused(int bytes) => Assert.Equal(
        $"the tensors end at byte 11, the data at {bytes}",
        Assert.Throws<FormatException>(() => TensorHeader.Parse(Encoding.UTF8.GetBytes(Two), bytes)).Message);

    [Theory]
    [InlineData("w")]
    [InlineData("__metadata__")]
    public void A_name_stands_for_one_tensor_only(string name) => Assert.Equal(
        $"two tensors are called {name}",
        Assert.Throws<ArgumentException>(() => Weights(new("w", TensorEntry.UInt8, [1]), new(name, TensorEntry.UInt8, [1])).Format()).Message);
}
