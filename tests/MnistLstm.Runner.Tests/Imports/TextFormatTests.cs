using System.IO.Compression;
using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>Sequences in tables, in the archives' text files, and in IDX.</summary>
public sealed class TextFormatTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_in_long_form_is_read()
    {
        _folder.Write("a.csv", "\uFEFFsequence,step,x,\"y\",label\r\na,0,1,2,up\r\na,1,3,4.5e1,up\r\nb,0,5,6,down\r\nb,1,7,8,down\r\n");
        RawPart part = _folder.Read("a.csv");
        Assert.Equal((2, 2), (part.Steps, part.Features));
        Assert.Equal([1, 2, 3, 45, 5, 6, 7, 8], ImportFolder.Values(part));
        Assert.Equal(["up", "down"], part.Labels);
    }

    [Theory]
    [InlineData("sequence,x,label\na,1,u\nb,2,d\na,3,u\n",
        "a.csv, line 4: the rows of sequence 'a' are not all together: others stand between them; sort the rows by sequence and step")]
    [InlineData("sequence,x,label\na,1,u\na,2,d\n", "a.csv, line 3: the label of sequence 'a' is 'u' and here 'd'; a sequence has one label")]
    [InlineData("sequence,x,label\na,1,u\nb,,d\n", "a.csv, line 3, column 'x': a value is missing; fill missing values, or leave the sequence out")]
    [InlineData("sequence,x,label\na,1,u\nb,nan,d\n",
        "a.csv, line 3, column 'x': 'nan' is not a finite number; fill missing values, or leave the sequence out")]
    [InlineData("sequence,x,label\na,1,u\na,2,u\nb,3,d\n",
        "a.csv, line 4: the sequence has 1 steps of 1, and that of a.csv, line 2 has 2 of 1; sequences of different lengths are not read: cut or pad them")]
    [InlineData("sequence,step,x,label\na,1,1,u\na,1,2,u\n",
        "a.csv, line 3: the steps of sequence 'a' do not rise: '1' follows '1'; sort the rows by sequence and step")]
    [InlineData("id,x,label\na,1,u\n", "a.csv, line 1: there is no column 'sequence'; there are id, x, label; --sequence-column names it")]
    public void What_is_wrong_with_a_table_is_said_at_its_place(string table, string fault)
    {
        _folder.Write("a.csv", table);
        Assert.Equal(fault, _folder.Fault("a.csv"));
    }

    [Theory]
    [InlineData("1\t0.5\t1.5\n-1\t2\t3\n")]
    [InlineData("  1.0000000e+00  5.0e-01 1.5\n -1 2.0 3\n")]
    [InlineData("1,.5,1.5\n-1,2,3")]
    public void The_archive_s_text_files_are_read_however_they_part_values(string text)
    {
        _folder.Write("a.txt", text);
        RawPart part = _folder.Read("a.txt");
        Assert.Equal((2, 1), (part.Steps, part.Features));
        Assert.Equal([0.5f, 1.5f, 2, 3], ImportFolder.Values(part));
        Assert.Equal(["1", "-1"], part.Labels);
    }

    [Theory]
    [InlineData("1\t2\tNaN\n", "a.tsv, line 1, value 2: 'NaN' is not a finite number; fill missing values, or leave the sequence out")]
    [InlineData("1\t2\t3\n\n2\t4\n",
        "a.tsv, line 3: the sequence has 1 steps of 1, and that of a.tsv, line 1 has 2 of 1; sequences of different lengths are not read: cut or pad them")]
    [InlineData("1.5\t2\n", "a.tsv, line 1: the label '1.5' is not a whole number; --targets takes labels for numbers to predict")]
    [InlineData("1\t2,5\n", "a.tsv, line 1, value 1: '2,5' is not a finite number; write decimals with a point")]
    public void What_is_wrong_with_a_text_file_is_said_at_its_place(string text, string fault)
    {
        _folder.Write("a.tsv", text);
        Assert.Equal(fault, _folder.Fault("a.tsv"));
    }

    [Fact]
    public void A_ts_file_of_several_dimensions_is_read()
    {
        _folder.Write("a.ts",
            "# a comment\n@problemName a\n@timeStamps false\n@univariate false\n@equalLength true\n@classLabel true up "
                + "down\n@data\n1,2:3,4:up\n5,6:7,8:down\n");
        RawPart part = _folder.Read("a.ts");
        Assert.Equal((2, 2), (part.Steps, part.Features));
        Assert.Equal([1, 3, 2, 4, 5, 7, 6, 8], ImportFolder.Values(part));
        Assert.Equal(["up", "down"], part.Labels);
    }

    [Theory]
    [InlineData("@classLabel true a b\n@data\n1,2:a\n1,?:b\n",
        "a.ts, line 4, dimension 1, value 2: '?' is not a finite number; fill missing values, or leave the sequence out")]
    [InlineData("@timeStamps true\n@classLabel true a\n@data\n",
        "a.ts, line 1: values have time stamps; sequences of one length without time stamps are read")]
    [InlineData("@data\n1:a\n", "a.ts, line 1: the header has no '@classLabel true' with the classes; --targets takes labels for numbers to predict")]
    public void What_a_ts_file_has_beyond_that_is_refused(string text, string fault)
    {
        _folder.Write("a.ts", text);
        Assert.Equal(fault, _folder.Fault("a.ts"));
    }

    [Fact]
    public void Idx_files_of_any_size_are_read_packed_or_not()
    {
        _folder.Write("a-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]);
        using (GZipStream gzip = new(File.Create(_folder["b-idx1-ubyte.gz"]), CompressionLevel.Optimal))
        {
            gzip.Write([0, 0, 8, 1, 0, 0, 0, 2, 1, 0]);
        }

        RawPart part = _folder.Read("a-idx3-ubyte", "b-idx1-ubyte.gz");
        Assert.Equal((1, 3, false), (part.Steps, part.Features, part.Values.AreFloats));
        Assert.Equal(["1", "0"], part.Labels);
    }

    [Theory]
    [InlineData("ok.gz", "l.gz")]
    [InlineData("okraw", "lraw")]
    [InlineData("images.bin", "l.gz")]
    public void Idx_files_are_known_by_their_first_bytes_whatever_they_are_called(string images, string labels)
    {
        WriteIdx(images, [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3, 1, 2, 3, 4, 5, 6]);
        WriteIdx(labels, [0, 0, 8, 1, 0, 0, 0, 2, 1, 0]);
        Assert.Equal([1, 2, 3, 4, 5, 6], ImportFolder.Values(_folder.Read(images, labels)));
        Assert.Equal($"{images}: this is one IDX file, and a part is two: inputs and labels; name the labels' file behind it, images labels "
            + "(behind --test likewise)", _folder.Fault(images));
    }

    [Fact]
    public void An_idx_file_beside_one_that_is_none_is_said()
    {
        WriteIdx("okraw", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2]);
        _folder.Labels("y.npy", 0, 1);
        Assert.StartsWith("y.npy: it does not begin as an IDX file does (bytes 934e554d)", _folder.Fault("okraw", "y.npy"), StringComparison.Ordinal);
        WriteIdx("floats", [0, 0, 0x0d, 1, 0, 0, 0, 1, 0, 0, 0, 0]);
        Assert.StartsWith("floats: its values are of the type 0x0d; unsigned bytes, 0x08, are read", _folder.Fault("floats", "okraw"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_gzip_file_that_unpacks_to_more_than_its_header_tells_is_refused()
    {
        using (GZipStream gzip = new(File.Create(_folder["a-idx3-ubyte.gz"]), CompressionLevel.Optimal))
        {
            gzip.Write([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1]);
            gzip.Write(new byte[50_000_000]);
        }

        _folder.Write("b-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 1, 0]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal("a-idx3-ubyte.gz: bytes follow the 1 that its header tells of; its header is not that of this data: save it again",
            _folder.Fault("a-idx3-ubyte.gz", "b-idx1-ubyte"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 5_000_000);
    }

    [Fact]
    public void Files_of_no_format_are_answered_with_those_that_are_read()
    {
        _folder.Write("a.parquet", "PAR1");
        _folder.Write("b.parquet", "PAR1");
        Assert.StartsWith("a.parquet, b.parquet: these are of no format that is read; give one of\n  NumPy: ", _folder.Fault("a.parquet", "b.parquet"),
            StringComparison.Ordinal);
        string fault = _folder.Fault("a.parquet");
        Assert.All(SequenceFormats.All, format => Assert.Contains(format.Files, fault));
        Assert.Equal("b.npy: there is no such file; name files", _folder.Fault("b.npy", "c.npy"));
    }

    private void WriteIdx(string name, byte[] bytes)
    {
        using Stream file = File.Create(_folder[name]);
        using Stream packed = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionLevel.Optimal) : file;
        packed.Write(bytes);
    }
}
