using System.Buffers.Binary;
using System.Text;
using MnistLstm.Runner.Export;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Storage;

public class SafetensorsTests
{
    private static readonly float[] Weights = [1.5f, -2f, float.Epsilon, 4f, 5f, 6f];

    [Fact]
    public void The_bytes_are_those_of_the_format()
    {
        byte[] bytes = Write(new SafetensorsTensor("fc.bias", [2], () => Weights.AsSpan(0, 2)));
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
        using TestRepository repository = new();
        string path = Save(repository, Write(new("b", [2, 2], () => Weights.AsSpan(0, 4)), new("a", [2], () => Weights.AsSpan(4))));

        SafetensorsFile file = SafetensorsReader.Read(path);

        Assert.Equal(["b", "a"], file.Tensors.Select(t => t.Name));
        Assert.Equal([2, 2], file.Tensors[0].Shape);
        Assert.Equal(Weights[..4], file.Tensors[0].Values().ToArray());
        Assert.Equal(Weights[4..], file.Tensors[1].Values().ToArray());
        Assert.Equal("exact/1", file.Metadata["engine"]);
    }

    [Fact]
    public void Values_that_do_not_fill_the_shape_are_refused() =>
        Assert.Contains("tensor a [3] needs 3 values, got 2", Assert.Throws<ArgumentException>(() => Write(new SafetensorsTensor("a", [3], () => Weights.AsSpan(0, 2)))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_cut_off_file_names_itself()
    {
        using TestRepository repository = new();
        byte[] whole = Write(new SafetensorsTensor("a", [6], () => Weights));
        for (int length = 0; length < whole.Length; length++)
        {
            string path = Save(repository, whole[..length]);
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
    public void A_header_that_lies_is_refused(string header, string fault)
    {
        using TestRepository repository = new();
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        string path = Save(repository, [.. length, .. text, .. new byte[8]]);
        Assert.Contains(fault, Assert.Throws<InvalidDataException>(() => SafetensorsReader.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_s_model_names_its_experiment_and_is_exported_as_it_is()
    {
        using TestRepository repository = new();
        RunSpec spec = repository.Spec();
        repository.Execute(spec);
        string path = repository.PathOf("out.safetensors");

        ModelExport.Trained(repository.Results.Find(spec)!, OutputFile.At(path, replace: true));

        SafetensorsFile file = SafetensorsReader.Read(path);
        Assert.Equal("demo", file.Metadata["experiment"]);
        Assert.Equal(["fc.weight", "fc.bias"], file.Tensors.Select(t => t.Name));
        Assert.Equal(File.ReadAllBytes(repository.RunFile(spec, RunFiles.Model)), File.ReadAllBytes(path));
    }

    private static byte[] Write(params SafetensorsTensor[] tensors)
    {
        using MemoryStream stream = new();
        SafetensorsWriter.Write(stream, tensors, [new("engine", "exact/1")]);
        return stream.ToArray();
    }

    private static string Save(TestRepository repository, byte[] bytes)
    {
        string path = repository.PathOf("file.safetensors");
        File.WriteAllBytes(path, bytes);
        return path;
    }
}
