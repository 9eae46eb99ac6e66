using System.Buffers.Binary;
using System.Text;
using MnistLstm.Training.Safetensors;
using MnistLstm.Training.Tests.Data;

namespace MnistLstm.Training.Tests.Safetensors;

/// <summary>Files of float32 tensors, as other programs read and write them.</summary>
public sealed class SafetensorsTests : IDisposable
{
    private static readonly float[] s_weights = [1.5f, -2f, float.Epsilon, 4f, 5f, 6f];
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        byte[] bytes = Write(new SafetensorsTensor("fc.bias", [2], () => s_weights.AsSpan(0, 2)));
        int header = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, header % 8);
        Assert.Equal(
            """{"__metadata__":{"engine":"exact/1"},"fc.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""",
            Encoding.UTF8.GetString(bytes, 8, header).TrimEnd(' '));
        Assert.Equal([0, 0, 0xC0, 0x3F, 0, 0, 0, 0xC0], bytes[(8 + header)..]);
    }

    [Fact]
    public void What_was_written_is_read_back_bit_for_bit_in_order()
    {
        string path = Save(Write(new("b", [2, 2], () => s_weights.AsSpan(0, 4)), new("a", [2], () => s_weights.AsSpan(4))));

        SafetensorsFile file = SafetensorsReader.Read(path);

        Assert.Equal(["b", "a"], file.Tensors.Select(t => t.Name));
        Assert.Equal([2, 2], file.Tensors[0].Shape);
        Assert.Equal(s_weights[..4], file.Tensors[0].Values().ToArray());
        Assert.Equal(s_weights[4..], file.Tensors[1].Values().ToArray());
        Assert.Equal("exact/1", file.Metadata["engine"]);
    }

    [Fact]
    public void Values_that_do_not_fill_the_shape_are_refused() =>
        Assert.Contains("tensor a [3] needs 3 values, got 2",
            Assert.Throws<ArgumentException>(() => Write(new SafetensorsTensor("a", [3], () => s_weights.AsSpan(0, 2)))).Message, StringComparison.Ordinal);

    [Fact]
    public void Two_tensors_of_one_name_are_refused() => Assert.Contains(
        "two tensors are called a",
        Assert.Throws<ArgumentException>(() => Write(new("a", [2], () => s_weights.AsSpan(0, 2)), new("a", [1], () => s_weights.AsSpan(0, 1)))).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_cut_off_file_names_itself()
    {
        byte[] whole = Write(new SafetensorsTensor("a", [6], () => s_weights));
        for (int length = 0; length < whole.Length; length++)
        {
            string path = Save(whole[..length]);
            Assert.StartsWith(path, Assert.Throws<InvalidDataException>(() => SafetensorsReader.Read(path)).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]}}""", "of type F16, expected F32")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", "begins at byte 4, expected 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,12]}}""", "does not fit its bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2147483647,2147483647,9],"data_offsets":[0,8]}}""", "not a usable")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "the tensors end at byte 4, the data at 8")]
    [InlineData("""[1]""", "not a usable")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[0],"data_offsets":[8,8]}}""", "the header has a twice")]
    [InlineData("""{"__metadata__":{"engine":"1","engine":"2"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", "the header has engine twice")]
    [InlineData("""{"a":{"dtype":"U32","shape":[2],"data_offsets":[0,8]}}""", "of type U32, expected F32")]
    public void A_header_that_lies_is_refused(string header, string fault)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        string path = Save([.. length, .. text, .. new byte[8]]);
        Assert.Contains(fault, Assert.Throws<InvalidDataException>(() => SafetensorsReader.Read(path)).Message, StringComparison.Ordinal);
    }

    private static byte[] Write(params SafetensorsTensor[] tensors)
    {
        using MemoryStream stream = new();
        SafetensorsWriter.Write(stream, tensors, [new("engine", "exact/1")]);
        return stream.ToArray();
    }

    private string Save(byte[] bytes)
    {
        string path = _temp["file.safetensors"];
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
