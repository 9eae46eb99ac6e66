using System.Globalization;
using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>Labels that are numbers to predict.</summary>
public sealed class TargetImportTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_array_of_one_number_a_sequence_or_of_several_is_read()
    {
        _folder.Floats("x.npy", [2, 3], 1, 2, 3, 4, 5, 6);
        _folder.Floats("y.npy", [2], 0.5f, -2);
        _folder.Floats("y3.npy", [2, 3], 1, 2, 3, 4, 5, 6);
        _folder.Labels("whole.npy", 7, 8);
        Assert.Equal("1: 0.5 -2", Targets("x.npy", "y.npy"));
        Assert.Equal("3: 1 2 3 4 5 6", Targets("x.npy", "y3.npy"));
        Assert.Equal("1: 7 8", Targets("x.npy", "whole.npy"));
        Assert.Equal("y.npy, row 0: the label is 0.5, and classes are whole numbers or words; --targets takes labels for numbers to predict",
            _folder.Fault("x.npy", "y.npy"));
    }

    [Fact]
    public void A_table_s_columns_and_a_text_s_labels_are_read()
    {
        _folder.Write("a.csv", "sequence,x,label,other\na,1,0.25,7\na,2,0.25,7\nb,3,-4,8\nb,4,-4,8\n");
        _folder.Write("b.tsv", "0.5\t1\t2\n1e2\t3\t4\n");
        _folder.Write("c.ts", "@targetlabel true\n@data\n1,2:0.75\n3,4:-1\n");
        Assert.Equal("2: 0.25 7 -4 8", Targets(new ImportOptions(Targets: true, LabelColumn: "label, other"), "a.csv"));
        Assert.Equal("1: 0.5 100", Targets("b.tsv"));
        Assert.Equal("1: 0.75 -1", Targets("c.ts"));
    }

    [Fact]
    public void What_is_no_number_or_not_finite_is_said_with_its_place()
    {
        _folder.Floats("x.npy", [2, 3], 1, 2, 3, 4, 5, 6);
        _folder.Floats("nan.npy", [2, 2], 1, 2, 3, float.NaN);
        _folder.Floats("short.npy", [3], 1, 2, 3);
        _folder.Floats("deep.npy", [2, 1, 1], 1, 2);
        _folder.Write("a.csv", "sequence,x,label\na,1,walking\n");
        _folder.Write("b.ts", "@classlabel true 0 1\n@data\n1,2:0\n");
        Assert.Equal("nan.npy, sequence 1, target 1 (all from 0): the target is NaN; leave the sequence out", Fault("x.npy", "nan.npy"));
        Assert.Equal("short.npy: there are 3 targets for the 2 sequences of x.npy; each sequence needs its targets",
            Fault("x.npy", "short.npy"));
        Assert.StartsWith("deep.npy: its shape is (2, 1, 1), and targets are (N,), or (N, K)", Fault("x.npy", "deep.npy"), StringComparison.Ordinal);
        _folder.Write("c.tsv", "walking\t1\t2\n");
        _folder.Write("words.npy", ImportFolder.Npy("|S1", [2], (byte)'a', (byte)'b'));
        string remedy = "--targets predicts numbers; leave --targets out where labels are classes";
        Assert.Equal($"a.csv, line 2, column 'label': 'walking' is not a number, and {remedy}", Fault("a.csv"));
        Assert.Equal($"c.tsv, the target of sequence 0 (from 0): 'walking' is not a number, and {remedy}", Fault("c.tsv"));
        Assert.Equal($"words.npy: it holds text, and {remedy}", Fault("x.npy", "words.npy"));
        _folder.Write("d.csv", "sequence,x,label\na,1,\"1,5\"\n");
        Assert.Equal("d.csv, line 2, column 'label': '1,5' is not a finite number; write decimals with a point", Fault("d.csv"));
        Assert.Contains("the header has no '@targetLabel true'; leave --targets out", Fault("b.ts"), StringComparison.Ordinal);
    }

    [Fact]
    public void Samples_are_split_by_the_seed_and_keep_their_targets()
    {
        _folder.Floats("x.npy", [50, 1], [.. Enumerable.Range(0, 50).Select(i => (float)i)]);
        _folder.Floats("y.npy", [50, 2], [.. Enumerable.Range(0, 100).Select(i => i / 2f)]);
        RawPart part = Read(new ImportOptions(Targets: true), "x.npy", "y.npy");
        DatasetImport import = DatasetImport.Of("a", [part], null, null, 0.2, 3);
        Assert.Equal((40, 10), (import.Train.Count, import.Test.Count));
        foreach (CanonicalPart canonical in new[] { import.Train, import.Test })
        {
            Assert.All(Enumerable.Range(0, canonical.Count), i => Assert.Equal(canonical.Values[i], canonical.Answers.Targets!.Of(i)[0]));
        }

        Assert.Equal(("a: 40 and 10 sequences of 1 steps with 1 feature, 2 targets", 2, 0),
            (import.Summary, import.Definition().Shape.Targets, import.Definition().Classes.Count));
        Assert.Equal("y.npy: it has targets, and --classes names classes; leave one of --classes and --targets out",
            _folder.Said(() => DatasetImport.Of("a", [part], null, ["a"], 0.2, 3)));
    }

    private RawPart Read(ImportOptions options, params string[] files) => SequenceFormats.Read([.. files.Select(file => _folder[file])], options)[0];

    private string Targets(params string[] files) => Targets(new ImportOptions(Targets: true), files);

    // The number of targets a sequence, then all of them.
    private string Targets(ImportOptions options, params string[] files) => Read(options, files).Targets is { } targets
        ? $"{targets.Width}: {string.Join(' ', targets.Values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}"
        : "none";

    private string Fault(params string[] files) => _folder.Said(() => Read(new ImportOptions(Targets: true), files));
}
