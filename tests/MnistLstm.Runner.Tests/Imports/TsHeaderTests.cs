using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>What a <c>.ts</c> file's header declares, against its rows.</summary>
public sealed class TsHeaderTests : IDisposable
{
    private const string Rows = "@data\n1,2,3,4:5,6,7,8:a\n9,2,3,4:5,6,7,8:b\n";

    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("@seriesLength 4\n@dimensions 2\n@univariate false\n@classLabel true a b\n")]
    [InlineData("@serieslength 4\n@dimension 2\n@UNIVARIATE FALSE\n@classlabel TRUE B A c\n")]
    [InlineData("@classLabel true\n")]
    public void A_header_that_is_true_passes(string header)
    {
        _folder.Write("a.ts", header + Rows);
        RawPart part = _folder.Read("a.ts");
        Assert.Equal((2, 4, 2), (part.Count, part.Steps, part.Features));
        Assert.Equal(["a", "b"], part.Labels);
    }

    [Theory]
    [InlineData("@seriesLength 9\n@classLabel true a b\n",
        "a.ts, line 4: it has 4 values a dimension, and '@seriesLength 9' in line 1 declares 9; correct the header, or the data")]
    [InlineData("@classLabel true a b\n@dimensions 5\n",
        "a.ts, line 4: it has 2 dimensions, and '@dimensions 5' in line 2 declares 5; add the dimension that is missing (':' stands between two), or "
            + "correct the header, or the data")]
    [InlineData("@classLabel true a b\n@dimensions 1\n",
        "a.ts, line 4: it has 2 dimensions, and '@dimensions 1' in line 2 declares 1; correct the header, or the data")]
    [InlineData("@univariate true\n@classLabel true a b\n",
        "a.ts, line 4: it has 2 dimensions, and '@univariate true' in line 1 declares one; correct the header, or the data")]
    [InlineData("@problemName p\n@classLabel true x y\n",
        "a.ts, line 4: its label is 'a', and '@classLabel' in line 2 declares x y; correct the header, or the data")]
    [InlineData("@classLabel true a\n", "a.ts, line 4: its label is 'b', and '@classLabel' in line 1 declares a; correct the header, or the data")]
    [InlineData("@seriesLength many\n@classLabel true a b\n",
        "a.ts, line 1: '@seriesLength many' declares no number from 1 on; correct the header, or leave the line out")]
    [InlineData("@classLabel true a b\n@dimensions\n", "a.ts, line 2: '@dimensions' declares no number from 1 on; correct the header, or leave the line out")]
    public void A_header_that_lies_is_refused(string header, string fault)
    {
        _folder.Write("a.ts", header + Rows);
        Assert.Equal(fault, _folder.Fault("a.ts"));
    }

    [Fact]
    public void A_class_of_two_words_is_taken_though_the_header_parts_them()
    {
        _folder.Write("a.ts", "@classLabel true walking up walking down\n@data\n1,2:walking up\n3,4:walking down\n");
        Assert.Equal(["walking up", "walking down"], _folder.Read("a.ts").Labels);
    }

    [Fact]
    public void A_univariate_row_under_a_header_of_several_dimensions_is_refused()
    {
        _folder.Write("a.ts", "@univariate false\n@classLabel true a b\n@data\n1,2:a\n");
        Assert.Equal("a.ts, line 4: it has 1 dimension, and '@univariate false' in line 1 declares several; correct the header, or the data",
            _folder.Fault("a.ts"));
    }

    [Fact]
    public void A_row_that_lacks_a_dimension_is_told_so()
    {
        _folder.Write("a.ts", "@classLabel true a b\n@data\n1,2:3,4:a\n5,6:b\n");
        Assert.Equal("a.ts, line 4: it has 1 dimension, and the row in line 3 has 2; add the dimension that is missing (':' stands between two), or leave "
            + "the row out", _folder.Fault("a.ts"));
        _folder.Write("a.ts", "@classLabel true a b\n@data\n1,2:a\n5,6:7,8:b\n");
        Assert.Equal("a.ts, line 4: it has 2 dimensions, and the row in line 3 has 1; give all rows the same dimensions", _folder.Fault("a.ts"));
    }
}
