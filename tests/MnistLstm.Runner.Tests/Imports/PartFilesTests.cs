using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>Files that are no whole part, or the same part twice.</summary>
public sealed class PartFilesTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public PartFilesTests()
    {
        _folder.Floats("X.npy", [4, 2], 1, 2, 3, 4, 5, 6, 7, 8);
        _folder.Labels("y.npy", 0, 1, 0, 1);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_array_alone_lacks_its_labels() => Assert.Equal(
        "X.npy: this is one .npy file, and a part is two: inputs and labels; name the labels' file behind it, X.npy y.npy (behind --test likewise); --window "
            + "takes one array for a long series", _folder.Fault("X.npy"));

    [Fact]
    public void Both_parts_in_a_row_are_told_to_stand_behind_test()
    {
        string fault = _folder.Fault("X.npy", "y.npy", "X.npy", "y.npy");
        Assert.Equal("X.npy, y.npy, X.npy, y.npy: these are 4 .npy files, and a part is two: inputs and labels; name the test part's behind --test: X.npy "
            + "y.npy --test X.npy y.npy", fault);
    }

    [Fact]
    public void The_training_part_is_no_test_part()
    {
        _folder.Write("copy.npy", File.ReadAllBytes(_folder["X.npy"]));
        _folder.Labels("others.npy", 1, 1, 0, 0);
        Assert.Equal("copy.npy: its sequences are those of X.npy, value for value, and a test on them would tell nothing; give other data, or leave the test "
            + "part out: --test-fraction 0.25 splits one off",
            _folder.Said(() => DatasetImport.Of("a", [_folder.Read("X.npy", "y.npy")], _folder.Read("copy.npy", "others.npy"), null, null, 0)));
    }

    [Fact]
    public void One_other_value_makes_another_test_part()
    {
        _folder.Floats("X2.npy", [4, 2], 1, 2, 3, 4, 5, 6, 7, 9);
        Assert.Equal(4, DatasetImport.Of("a", [_folder.Read("X.npy", "y.npy")], _folder.Read("X2.npy", "y.npy"), null, null, 0).Test.Count);
    }

    [Fact]
    public void The_series_that_is_trained_on_is_no_test_series()
    {
        LongSeries series = new("s.csv", ["a"], [.. Enumerable.Range(0, 9).Select(i => (float)i)]);
        Assert.StartsWith("t.csv: its values are those of s.csv, and a test on them would tell nothing; give another series, or leave --test out: ",
            _folder.Said(() => new SeriesWindows(2, 1, null).Of("a", series, series with { File = "t.csv" }, null)), StringComparison.Ordinal);
    }
}
