using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>One long series, cut into windows and split in time.</summary>
public sealed class SeriesTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_window_predicts_the_steps_behind_it_column_after_column()
    {
        DatasetImport import = new SeriesWindows(3, 2, null).Of("a", Table(10), null, 0.3);
        Assert.Equal((3, 2, 4), (import.Train.Steps, import.Train.Features, import.Train.Answers.Targets!.Width));
        Assert.Equal([0, 100, 1, 101, 2, 102], Values(import.Train, 0));
        Assert.Equal([3, 103, 4, 104], import.Train.Answers.Targets.Of(0).ToArray());
        Assert.Equal("a: 3 and 2 sequences of 3 steps with 2 features, 4 targets", import.Summary);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Training_sees_nothing_that_the_test_part_is_to_predict_nor_anything_behind_it(int horizon)
    {
        SeriesWindows windows = new(4, horizon, ["a"]);
        LongSeries series = Table(60);
        DatasetImport import = windows.Of("a", series, null, 0.25);
        float first = import.Test.Answers.Targets!.Of(0)[0];
        float latest = Enumerable.Range(0, import.Train.Count).Max(
            i => Math.Max(Values(import.Train, i).Where(value => value < 100).Max(), import.Train.Answers.Targets!.Of(i).ToArray().Max()));
        Assert.Equal(first, latest + 1);
        Assert.Equal(first, windows.FirstTested(series, import.Test.Count));
        Assert.Equal(59, import.Test.Answers.Targets.Of(import.Test.Count - 1)[^1]);
        Assert.Equal(Enumerable.Range(0, import.Train.Count).Select(i => (float)i),
            Enumerable.Range(0, import.Train.Count).Select(i => Values(import.Train, i)[0]));
    }

    [Fact]
    public void A_named_column_alone_is_predicted_and_all_are_read()
    {
        DatasetImport import = new SeriesWindows(2, 1, ["b"]).Of("a", Table(6), null, 0.3);
        Assert.Equal([102], import.Train.Answers.Targets!.Of(0).ToArray());
        Assert.Equal([0, 100, 1, 101], Values(import.Train, 0));
        Assert.Equal("s.csv: there is no column 'c'; there are a, b; --label-column names what is predicted",
            _folder.Said(() => new SeriesWindows(2, 1, ["c"]).Of("a", Table(6), null, 0.3)));
    }

    [Fact]
    public void Another_series_can_be_the_test_part()
    {
        DatasetImport import = new SeriesWindows(2, 1, null).Of("a", Table(6), Table(5), null);
        Assert.Equal((4, 3), (import.Train.Count, import.Test.Count));
    }

    [Fact]
    public void An_array_is_a_series_of_one_column_or_of_several()
    {
        _folder.Floats("one.npy", [4], 1, 2, 3, 4);
        _folder.Floats("two.npy", [2, 2], 1, 2, 3, 4);
        Assert.Equal((4, 1), (Read("one.npy").Length, Read("one.npy").Columns.Count));
        Assert.Equal((2, 2), (Read("two.npy").Length, Read("two.npy").Columns.Count));
    }

    [Fact]
    public void What_is_no_series_is_said_with_its_place()
    {
        _folder.Floats("deep.npy", [1, 2, 2], 1, 2, 3, 4);
        _folder.Floats("nan.npy", [2, 2], 1, 2, 3, float.NaN);
        _folder.Write("back.csv", "step,x\n2024-01-02,1\n2024-01-01,2\n");
        _folder.Write("word.csv", "step,x\n1,1\n2,warm\n");
        _folder.Write("alone.csv", "step\n1\n");
        _folder.Write("a.txt", "1 2 3");
        Assert.StartsWith("deep.npy: its shape is (1, 2, 2), and a series is (steps,) or (steps, columns)", Fault("deep.npy"), StringComparison.Ordinal);
        Assert.Equal("nan.npy, step 1, column 1 (all from 0): the value is NaN; fill missing values", Fault("nan.npy"));
        Assert.Equal("back.csv, line 3, column 'step': '2024-01-01' follows '2024-01-02'; sort the rows by time", Fault("back.csv"));
        Assert.StartsWith("word.csv, line 3, column 'x': 'warm' is not a finite number", Fault("word.csv"), StringComparison.Ordinal);
        Assert.Contains("there is no column beside that of the steps", Fault("alone.csv"), StringComparison.Ordinal);
        Assert.Contains("a series is a .npy file", Fault("a.txt"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_series_that_is_too_short_is_refused()
    {
        Assert.Equal("s.csv: it has 5 steps, and two windows of 4 with 1 behind them need 6; give a longer series, or a smaller --window",
            _folder.Said(() => new SeriesWindows(4, 1, null).Of("a", Table(5), null, 0.5)));
        Assert.StartsWith("s.csv: of its 3 windows 2 are tested on, and none is left before their targets",
            _folder.Said(() => new SeriesWindows(2, 3, null).Of("a", Table(7), null, 0.6)), StringComparison.Ordinal);
        Assert.StartsWith("s.csv: there is no test part; --test names its file",
            _folder.Said(() => new SeriesWindows(2, 1, null).Of("a", Table(7), null, null)), StringComparison.Ordinal);
    }

    // Column a counts from 0, column b from 100.
    private LongSeries Table(int steps)
    {
        _folder.Write("s.csv", "a,step,b\n" + string.Concat(Enumerable.Range(0, steps).Select(i => $"{i},{i * 2},{100 + i}\n")));
        return Read("s.csv");
    }

    private LongSeries Read(string file) => LongSeries.Read(_folder[file], null);

    private string Fault(string file) => _folder.Said(() => Read(file));

    private static float[] Values(CanonicalPart part, int sequence)
    {
        int size = part.Steps * part.Features;
        return [.. Enumerable.Range(sequence * size, size).Select(place => part.Values[place])];
    }
}
