using System.Buffers.Binary;
using System.Text;
using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>Sequences in NumPy's files.</summary>
public sealed class NumpyTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, byte[]> Types => new()
    {
        { "<f4", Bytes(8, (b, i) => BinaryPrimitives.WriteSingleLittleEndian(b, i), 4) },
        { ">f4", Bytes(8, (b, i) => BinaryPrimitives.WriteSingleBigEndian(b, i), 4) },
        { "<f8", Bytes(8, (b, i) => BinaryPrimitives.WriteDoubleLittleEndian(b, i), 8) },
        { ">f8", Bytes(8, (b, i) => BinaryPrimitives.WriteDoubleBigEndian(b, i), 8) },
        { "<f2", Bytes(8, (b, i) => BinaryPrimitives.WriteHalfLittleEndian(b, (Half)i), 2) },
        { ">i2", Bytes(8, (b, i) => BinaryPrimitives.WriteInt16BigEndian(b, (short)i), 2) },
        { "<i8", Bytes(8, (b, i) => BinaryPrimitives.WriteInt64LittleEndian(b, i), 8) },
        { "<u4", Bytes(8, (b, i) => BinaryPrimitives.WriteUInt32LittleEndian(b, (uint)i), 4) },
        { "|i1", Bytes(8, (b, i) => b[0] = (byte)i, 1) },
        { "|u1", Bytes(8, (b, i) => b[0] = (byte)i, 1) },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void Numbers_of_every_width_and_byte_order_are_read(string type, byte[] data)
    {
        _folder.Write("x.npy", ImportFolder.Npy(type, [2, 2, 2], data));
        _folder.Labels("y.npy", 0, 1);
        RawPart part = _folder.Read("x.npy", "y.npy");
        Assert.Equal((2, 2, 2), (part.Count, part.Steps, part.Features));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], ImportFolder.Values(part));
        Assert.Equal(type != "|u1", part.Values.AreFloats);
    }

    [Fact]
    public void Negative_integers_keep_their_sign()
    {
        _folder.Write("x.npy", ImportFolder.Npy("<i2", [2, 1], 0xff, 0xff, 0x00, 0x80));
        _folder.Labels("y.npy", 0, 1);
        Assert.Equal([-1, -32768], ImportFolder.Values(_folder.Read("x.npy", "y.npy")));
    }

    [Fact]
    public void Channels_first_are_turned_round_when_that_is_said()
    {
        _folder.Floats("x.npy", [1, 2, 3], 1, 2, 3, 4, 5, 6);
        _folder.Labels("y.npy", 0);
        RawPart part = SequenceFormats.Read([_folder["x.npy"], _folder["y.npy"]], new ImportOptions(ChannelsFirst: true))[0];
        Assert.Equal((3, 2), (part.Steps, part.Features));
        Assert.Equal([1, 4, 2, 5, 3, 6], ImportFolder.Values(part));
    }

    [Fact]
    public void Labels_may_be_one_hot_words_or_a_column()
    {
        _folder.Floats("x.npy", [2, 1], 1, 2);
        _folder.Write("hot.npy", ImportFolder.Npy("|u1", [2, 3], 0, 0, 1, 1, 0, 0));
        _folder.Write("words.npy", ImportFolder.Npy("<U2", [2], [.. Encoding.UTF32.GetBytes("up"), .. Encoding.UTF32.GetBytes("a\0")]));
        _folder.Write("column.npy", ImportFolder.Npy("<f4", [2, 1], [.. BitConverter.GetBytes(3f), .. BitConverter.GetBytes(4f)]));
        Assert.Equal(["2", "0"], _folder.Read("x.npy", "hot.npy").Labels);
        Assert.Equal(["up", "a"], _folder.Read("x.npy", "words.npy").Labels);
        Assert.Equal(["3", "4"], _folder.Read("x.npy", "column.npy").Labels);
    }

    [Fact]
    public void Pickled_objects_are_refused()
    {
        _folder.Write("x.npy", ImportFolder.Npy("|O", [2], 0x80, 4));
        _folder.Labels("y.npy", 0, 1);
        Assert.StartsWith("x.npy: it holds Python objects, which only a program in pickle's language could make again; save plain numbers",
            _folder.Fault("x.npy", "y.npy"));
    }

    [Fact]
    public void A_header_that_promises_more_than_there_is_costs_no_memory()
    {
        _folder.Write("x.npy", ImportFolder.Npy("<f4", [1_000_000_000_000, 1_000_000, 1_000_000], 1, 2, 3, 4));
        _folder.Labels("y.npy", 0, 1);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("more than the 2,147,483,591 that can be held", _folder.Fault("x.npy", "y.npy"));
        _folder.Write("x.npy", ImportFolder.Npy("<f4", [500_000_000, 1], 1, 2, 3, 4));
        Assert.Equal("x.npy: it ends after 4 of the 2,000,000,000 bytes that its header tells of; it is cut off: get a complete copy",
            _folder.Fault("x.npy", "y.npy"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 20_000_000);
    }

    [Fact]
    public void What_does_not_fit_is_refused_with_its_place()
    {
        _folder.Labels("y.npy", 0, 1);
        _folder.Floats("x.npy", [2, 2, 1], 1, 2, 3, float.NaN);
        Assert.Equal("x.npy, sequence 1, step 1, feature 0 (all from 0): the value is NaN; fill missing values, or leave the sequence out",
            _folder.Fault("x.npy", "y.npy"));
        _folder.Floats("x.npy", [3, 1], 1, 2, 3);
        Assert.Equal("y.npy: there are 2 labels for the 3 sequences of x.npy; each sequence needs one label", _folder.Fault("x.npy", "y.npy"));
        _folder.Floats("x.npy", [2, 1, 1, 1], 1, 2);
        Assert.Equal("x.npy: its shape is (2, 1, 1, 1), and sequences are (N, T, I), or (N, T) for one feature; join the axes of a step: X.reshape(N, T, -1)",
            _folder.Fault("x.npy", "y.npy"));
        _folder.Write("x.npy", [.. ImportFolder.Npy("|u1", [2, 1], 1, 2), 9]);
        Assert.Equal("x.npy: bytes follow the 2 that its header tells of; its header is not that of this data: save it again", _folder.Fault("x.npy", "y.npy"));
        _folder.Write("x.npy", ImportFolder.Npy("<i8", [2, 1], [.. BitConverter.GetBytes(1L), .. BitConverter.GetBytes((1L << 24) + 1)]));
        Assert.Equal("x.npy, sequence 1, step 0, feature 0 (all from 0): 16777217 is not exact in float32, which holds whole numbers up to 16,777,216; scale "
            + "the values, and save them as float32",
            _folder.Fault("x.npy", "y.npy"));
        _folder.Write("x.npy",
            Encoding.Latin1.GetBytes(
                "\u0093NUMPY\u0001\0\u0076\0{'descr': '<f4', 'fortran_order': True, 'shape': (2, 1), }".PadRight(127) + "\n" + new string('\0', 8)));
        Assert.Equal("x.npy: it is in Fortran order, the first index fastest; save numpy.ascontiguousarray(array)", _folder.Fault("x.npy", "y.npy"));
        _folder.Write("x.npy", "no array at all");
        Assert.Equal("x.npy: it does not begin as a NumPy file does, with \\x93NUMPY; save the array with numpy.save", _folder.Fault("x.npy", "y.npy"));
    }

    [Theory]
    [InlineData(false, "x.npy, sequence 1, step 1, feature 0 (all from 0): 1E+300 is beyond float32's largest number; scale the values")]
    [InlineData(true, "x.npy, sequence 1, step 0, feature 1 (all from 0): 1E+300 is beyond float32's largest number; scale the values")]
    public void A_number_beyond_float32_is_said_with_its_sequence_step_and_feature(bool channelsFirst, string fault)
    {
        double[] values = [1, 2, 3, 4, 5, 6, 7, 8, 1e300, 10, 11, 12];
        _folder.Write("x.npy", ImportFolder.Npy("<f8", [2, 3, 2], [.. values.SelectMany(BitConverter.GetBytes)]));
        _folder.Labels("y.npy", 0, 1);
        Assert.Equal(fault,
            _folder.Said(() => SequenceFormats.Read([_folder["x.npy"], _folder["y.npy"]], new ImportOptions(ChannelsFirst: channelsFirst))));
    }

    [Fact]
    public void A_target_or_a_step_beyond_float32_is_said_with_its_place()
    {
        _folder.Floats("x.npy", [2, 1], 1, 2);
        _folder.Write("t.npy", ImportFolder.Npy("<f8", [2, 2], [.. new[] { 1, 2, 3, -1e300 }.SelectMany(BitConverter.GetBytes)]));
        Assert.StartsWith("t.npy, sequence 1, target 1 (all from 0): -1E+300 is beyond",
            _folder.Said(() => SequenceFormats.Read([_folder["x.npy"], _folder["t.npy"]], new ImportOptions(Targets: true))), StringComparison.Ordinal);
        Assert.StartsWith("t.npy, step 1, column 1 (all from 0): -1E+300 is beyond", _folder.Said(() => LongSeries.Read(_folder["t.npy"], "step")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(80, 16,-3)", "-3")]
    [InlineData("(80, 16.5, 3)", "16.5")]
    [InlineData("(80, , 3)", "")]
    [InlineData("(80, n, 3)", "n")]
    public void A_size_that_is_none_is_shown(string shape, string size)
    {
        string header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}";
        _folder.Write("x.npy", Encoding.Latin1.GetBytes("\u0093NUMPY\u0001\0\u0076\0" + header.PadRight(117) + "\n" + new string('\0', 8)));
        _folder.Labels("y.npy", 0, 1);
        Assert.Equal($"x.npy: its shape has '{size}', which is no size of one of up to 32 dimensions; save the array with numpy.save",
            _folder.Fault("x.npy", "y.npy"));
    }

    private static byte[] Bytes(int count, Action<byte[], int> write, int width) => [.. Enumerable.Range(0, count).SelectMany(i =>
    {
        byte[] item = new byte[width];
        write(item, i);
        return item;
    })];
}
