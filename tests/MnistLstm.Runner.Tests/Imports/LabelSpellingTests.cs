using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>How files spell labels: what is no class, and which spellings are one number.</summary>
public sealed class LabelSpellingTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("nan")]
    [InlineData("NaN")]
    [InlineData("inf")]
    [InlineData("-inf")]
    [InlineData("+Infinity")]
    public void A_label_that_stands_for_no_number_is_no_class_in_any_text(string label)
    {
        string fault = $"the label '{label}' is no class, which is a whole number or a word; give the sequence a label, or leave it out";
        _folder.Write("a.csv", $"sequence,x,label\na,1,0\nb,2,1\nc,3,{label}\n");
        _folder.Write("a.tsv", $"0\t1\n1\t2\n{label}\t3\n");
        _folder.Write("a.ts", $"@classLabel true 0 1\n@data\n1:0\n3:{label}\n");
        _folder.Floats("x.npy", [2, 1], 1, 2);
        _folder.Write("y.npy", ImportFolder.Npy("|S9", [2], [.. "0".PadRight(9, '\0').Concat(label.PadRight(9, '\0')).Select(sign => (byte)sign)]));
        Assert.Equal($"a.csv, line 4, column 'label': {fault}", _folder.Fault("a.csv"));
        Assert.Equal($"a.tsv, line 3: {fault}", _folder.Fault("a.tsv"));
        Assert.Equal($"a.ts, line 4: {fault}", _folder.Fault("a.ts"));
        Assert.Equal($"y.npy, row 1: {fault}", _folder.Fault("x.npy", "y.npy"));
    }

    [Fact]
    public void A_number_that_is_not_whole_is_no_class_in_a_table_either()
    {
        _folder.Write("a.csv", "sequence,x,label\na,1,0\nb,2,1.5\n");
        Assert.Equal("a.csv, line 3, column 'label': the label '1.5' is not a whole number; --targets takes labels for numbers to predict",
            _folder.Fault("a.csv"));
    }

    [Fact]
    public void Whole_numbers_in_any_spelling_are_numbers_in_their_order()
    {
        DatasetImport import = Import("1.0", "2.0", "10.0", "3", "4e0", "05", "+6", "7", "8", "9");
        Assert.Equal(["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"], import.Classes);
        Assert.Equal([0, 1, 9, 2, 3, 4, 5, 6, 7, 8], import.Train.Answers.Classes!);
    }

    [Fact]
    public void Two_spellings_of_a_number_are_one_class() => Assert.Equal([0, 0, 1], Import("0", "0.0", "1").Train.Answers.Classes!);

    [Fact]
    public void The_test_part_may_spell_numbers_otherwise()
    {
        DatasetImport import = DatasetImport.Of("a", [Part("a.csv", "1", "2")], Part("test.csv", "2.0", "1.0"), null, null, 0);
        Assert.Equal([1, 0], import.Test.Answers.Classes!);
    }

    [Fact]
    public void Where_one_label_is_a_word_all_are_words_as_they_are_spelled() => Assert.Equal(["007", "1e5", "abc"], Import("abc", "007", "1e5").Classes);

    [Fact]
    public void Numbers_beyond_what_is_exact_are_words() => Assert.Equal(["1e300", "2"], Import("2", "1e300").Classes);

    private DatasetImport Import(params string[] labels) => DatasetImport.Of("a", [Part("a.csv", labels)], Part("test.csv", labels), null, null, 0);

    private RawPart Part(string file, params string[] labels)
    {
        // The parts have other values, so that the one is not taken for the other.
        _folder.Write(file, "sequence,x,label\n" + string.Concat(labels.Index().Select(label => $"{label.Index},{file.Length}.{label.Index},{label.Item}\n")));
        return _folder.Read(file);
    }
}
