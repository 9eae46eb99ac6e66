using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>What is wrong with labels is said of their own file, not of the inputs'.</summary>
public sealed class LabelFileTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public LabelFileTests()
    {
        _folder.Floats("x.npy", [4, 2], 1, 2, 3, 4, 5, 6, 7, 8);
        _folder.Floats("x2.npy", [2, 2], 9, 2, 3, 4);
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("y.npy: no sample has the label 2, though", "0 1 3 0")]
    [InlineData("y.npy: all labels are '5'; ", "5 5 5 5")]
    [InlineData("y.npy, sample 3 (from 0): it is the only one of its class", "0 0 0 1")]
    public void Of_the_training_part(string fault, string labels)
    {
        _folder.Labels("y.npy", [.. labels.Split(' ').Select(long.Parse)]);
        Assert.StartsWith(fault, _folder.Said(() => DatasetImport.Of("a", [_folder.Read("x.npy", "y.npy")], null, null, 0.5, 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_test_part()
    {
        _folder.Labels("y.npy", 0, 1, 0, 1);
        _folder.Labels("y2.npy", 0, 7);
        Assert.StartsWith("y2.npy, sample 1 (from 0): no training sample has the label '7'",
            _folder.Said(() => DatasetImport.Of("a", [_folder.Read("x.npy", "y.npy")], _folder.Read("x2.npy", "y2.npy"), null, null, 0)),
            StringComparison.Ordinal);
        Assert.StartsWith("y.npy: --classes names 3",
            _folder.Said(() => DatasetImport.Of("a", [_folder.Read("x.npy", "y.npy")], null, ["a", "b", "c"], 0.5, 0)), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_idx_files()
    {
        _folder.Write("a-idx3-ubyte", [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2]);
        _folder.Write("b-idx1-ubyte", [0, 0, 8, 1, 0, 0, 0, 2, 1, 1]);
        Assert.StartsWith("b-idx1-ubyte: all labels are '1'",
            _folder.Said(() => DatasetImport.Of("a", [_folder.Read("a-idx3-ubyte", "b-idx1-ubyte")], null, null, 0.5, 0)), StringComparison.Ordinal);
    }
}
