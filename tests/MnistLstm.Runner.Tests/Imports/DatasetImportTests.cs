using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>From the parts that files hold to a data set.</summary>
public sealed class DatasetImportTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Each_class_has_its_share_in_the_test_part_and_the_seed_alone_decides_which()
    {
        RawPart part = Part([.. Enumerable.Range(0, 50).Select(i => $"{i % 5 / 4}")]);
        DatasetImport import = DatasetImport.Of("a", [part], null, null, 0.2, 3);
        Assert.Equal((40, 10), (import.Train.Count, import.Test.Count));
        Assert.Equal(2, import.Test.Answers.Classes!.Count(label => label == 1));
        Assert.Equal(Values(import), Values(DatasetImport.Of("a", [part], null, null, 0.2, 3)));
        Assert.NotEqual(Values(import), Values(DatasetImport.Of("a", [part], null, null, 0.2, 4)));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => (float)i), Values(import).Order());
        Assert.Equal(Values(import).Take(40).Order(), Values(import).Take(40));
    }

    [Fact]
    public void Numbers_are_classes_in_their_order_and_words_in_the_alphabet_s()
    {
        Assert.Equal(["-1", "1"], Import("1", "-1").Classes);
        Assert.Equal([1, 0], Import("1", "-1").Train.Answers.Classes!);
        Assert.Equal(["9", "10"], Import("10", "9").Classes);
        Assert.Equal(["down", "up"], Import("up", "down").Classes);
    }

    [Fact]
    public void Labels_that_leave_a_number_out_are_refused()
    {
        Assert.Equal("x: no sample has the label 1, though there are some below and above it; number the classes without a gap, or write them as words",
            _folder.Said(() => Import("0", "2")));
        Assert.Equal("x: all labels are '4'; there must be two classes at least", _folder.Said(() => Import("4", "4")));
        Assert.Equal("x, sample 0 (from 0): no training sample has the label '7'; there are 0, 1; train and test on the same classes",
            _folder.Said(() => DatasetImport.Of("a", [Part(["0", "1"])], Part(["7"]), null, null, 0)));
        Assert.Equal("x: --classes names 3, each once, and the labels are 2: 0, 1; name each class once, in this order",
            _folder.Said(() => DatasetImport.Of("a", [Part(["0", "1"])], Part(["1"]), ["a", "b", "c"], null, 0)));
    }

    [Fact]
    public void Samples_that_are_sorted_by_class_are_remarked_on()
    {
        Assert.StartsWith("the training samples are sorted by class: the first 4 of 8 have none of 2 of the 4 classes (2, ...).",
            Import("0", "0", "1", "1", "2", "2", "3", "3").SortedNote!, StringComparison.Ordinal);
        Assert.Null(Import("0", "1", "2", "3", "0", "1", "2", "3").SortedNote);
        Assert.Null(Import("1", "0", "0").SortedNote);
    }

    [Fact]
    public void Without_a_test_part_one_is_asked_for() =>
        Assert.Equal("x: there is no test part; --test names its files, or --test-fraction 0.2 splits a fifth off",
            _folder.Said(() => DatasetImport.Of("a", [Part(["0", "1"])], null, null, null, 0)));

    [Fact]
    public void Parts_of_two_shapes_are_refused() => Assert.Equal(
        "x: the test part has 1 steps of 1 floats, the training part of x 2 steps of 1 floats; give parts of one shape and type",
        _folder.Said(() => DatasetImport.Of("a", [new RawPart("x", new RawValues([1f, 2, 3, 4]), 2, 1, ["0", "1"])], Part(["1"]), null, null, 0)));

    private static DatasetImport Import(params string[] labels) => DatasetImport.Of("a", [Part(labels)], Part(labels, first: 100), null, null, 0);

    private static RawPart Part(string[] labels, int first = 0) =>
        new("x", new RawValues([.. Enumerable.Range(first, labels.Length).Select(i => (float)i)]), 1, 1, labels);

    private static float[] Values(DatasetImport import) =>
        [.. Enumerable.Range(0, import.Train.Values.Length).Select(i => import.Train.Values[i]),
            .. Enumerable.Range(0, import.Test.Values.Length).Select(i => import.Test.Values[i])];
}
