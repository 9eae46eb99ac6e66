using System.IO.Compression;
using MnistLstm.Runner.Tests.Imports;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Tests.Cli;

/// <summary><c>data add</c>, from files to a data set that is read again.</summary>
public sealed class DataAddCommandTests : IDisposable
{
    private readonly CommandHarness _app = new();
    private readonly ImportFolder _folder = new();

    public void Dispose()
    {
        _app.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void What_was_added_is_read_back_value_for_value()
    {
        Assert.Equal(0, Add());
        Assert.Equal("har: 3 and 2 sequences of 2 steps with 1 feature, 2 classes\nWrote datasets/har.yaml (commit it) and data/har/ (ignored by git).\n",
            _app.Output);
        string[] manifest = File.ReadAllLines(Path.Combine(_app.Root, "datasets", "har.yaml"));
        Assert.Equal(["steps: 2", "features: 1", "classes: [\"0\", \"1\"]", "values: float32", "train_samples: 3", "test_samples: 2", "sha256:"],
            manifest.Skip(1).Take(7));

        DatasetDefinition set =
            ManifestDataset.Define("har", 2, 1, ["0", "1"], DatasetValues.Float32, 3, 2, [.. manifest.Skip(8).Select(line => line.Split(": ")[1])]);
        Dataset data = DatasetLoader.Load(set, Options());
        Assert.Equal([1, 2, 3, 4, 5, 6], data.Train.Floats);
        Assert.Equal([0, 1, 1], data.Train.Labels);
        Assert.Equal([7, 8, 9, 10], data.Test.Floats);
        Assert.Equal(set.Fingerprint, data.Sha256);
    }

    [Fact]
    public void Data_that_no_longer_matches_its_manifest_is_refused()
    {
        Add();
        string[] manifest = File.ReadAllLines(Path.Combine(_app.Root, "datasets", "har.yaml"));
        DatasetDefinition set =
            ManifestDataset.Define("har", 2, 1, ["0", "1"], DatasetValues.Float32, 3, 2, [.. manifest.Skip(8).Select(line => line.Split(": ")[1])]);
        string file = Path.Combine(_app.Root, "data", "har", "train_inputs.npy");
        byte[] bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        DataException error = Assert.ThrowsAny<DataException>(() => new DatasetCache().Load(set, Options()));
        Assert.StartsWith($"{file}: the content is not that of the manifest: a wrong checksum", error.Message, StringComparison.Ordinal);
        Assert.Contains("data add har ... --force", error.Message, StringComparison.Ordinal);
        File.WriteAllBytes(file, bytes[..^1]);
        Assert.Contains("the file has another length", Assert.ThrowsAny<DataException>(() => new DatasetCache().Load(set, Options())).Message,
            StringComparison.Ordinal);
        File.Delete(file);
        Assert.Contains("bring the four files that datasets/har.yaml describes",
            Assert.ThrowsAny<DataException>(() => new DatasetCache().Load(set, Options())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_there_is_replaced_by_force_only()
    {
        Add();
        string manifest = File.ReadAllText(Path.Combine(_app.Root, "datasets", "har.yaml"));
        _folder.Floats("x.npy", [3, 2], 9, 9, 9, 9, 9, 9);
        Assert.Equal(1, Add());
        Assert.Contains("is there already, and nothing was written; --force replaces it", _app.Error);
        Assert.Equal(manifest, File.ReadAllText(Path.Combine(_app.Root, "datasets", "har.yaml")));
        Assert.Equal(0, _app.Run("data", "add", "har", _folder["x.npy"], _folder["y.npy"], "--test", _folder["x2.npy"], _folder["y2.npy"], "--force"));
        Assert.NotEqual(manifest, File.ReadAllText(Path.Combine(_app.Root, "datasets", "har.yaml")));
    }

    [Fact]
    public void Options_that_have_no_meaning_beside_a_window_are_refused()
    {
        _folder.Write("s.csv", "x\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i}\n")));
        Assert.Equal(2, _app.Run("data", "add", "s", _folder["s.csv"], "--window", "4", "--seed", "1", "--test-fraction", "0.5"));
        Assert.Contains("--seed cannot be combined with --window, which makes windows of one long series and splits them in time", _app.Error);
        Assert.Equal(2, _app.Run("data", "add", "s", _folder["s.csv"], "--horizon", "4", "--test-fraction", "0.5"));
        Assert.Contains("--horizon needs --window", _app.Error);
        Assert.Equal(2, _app.Run("data", "add", "s", _folder["s.csv"], _folder["s.csv"], "--window", "4"));
        Assert.Contains("with --window a part is one file, got 2", _app.Error);
        Assert.Equal(0, _app.Run("data", "add", "s", _folder["s.csv"], "--window", "4", "--test-fraction", "0.5"));
        Assert.Contains("s: 13 and 13 sequences of 4 steps with 1 feature, 1 target", _app.Output);
    }

    [Fact]
    public void A_step_column_that_is_not_there_is_refused_and_nothing_is_written()
    {
        _folder.Write("hours.csv", "hour,load\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i},{i % 7}\n")));
        Assert.Equal(1, _app.Run("data", "add", "h1", _folder["hours.csv"], "--window", "10", "--test-fraction", "0.2", "--step-column", "huor"));
        Assert.Contains("hours.csv, line 1: there is no column 'huor'; there are hour, load; --step-column names it; did you mean 'hour'?", _app.Error);
        Assert.False(Directory.Exists(Path.Combine(_app.Root, "datasets")));
        Assert.Equal(0, _app.Run("data", "add", "h1", _folder["hours.csv"], "--window", "10", "--test-fraction", "0.2", "--step-column", "hour"));
        Assert.Contains("h1: 16 and 4 sequences of 10 steps with 1 feature, 1 target", _app.Output);
    }

    [Theory]
    [InlineData("--sequence-column", "the column of a CSV that says which sequence a row belongs to")]
    [InlineData("--step-column", "the column of a CSV that numbers or dates the steps")]
    [InlineData("--label-column", "the column of a CSV that has the label")]
    public void Columns_of_files_that_have_none_are_refused(string option, string purpose)
    {
        (string x, string y) = (_folder.Floats("x.npy", [3, 2], 1, 2, 3, 4, 5, 6), _folder.Labels("y.npy", 0, 1, 1));
        Assert.Equal(2, _app.Run("data", "add", "har", x, y, option, "a", "--test-fraction", "0.5"));
        Assert.Contains($"{option} names {purpose}, and {x}, {y} are read as NumPy; leave it out", _app.Error);
        string headless = _folder.Write("headless.csv", "1,0.5\n2,1\n");
        Assert.Equal(2, _app.Run("data", "add", "har", headless, option, "a", "--test-fraction", "0.5"));
        Assert.Contains($"{option} names {purpose}, and {headless} is read as UCR, for its first line names no columns; leave it out", _app.Error);
        Assert.Equal(1, _app.Run("data", "add", "har", _folder["none.csv"], option, "a", "--test-fraction", "0.5"));
        Assert.Contains("none.csv: there is no such file", _app.Error);
    }

    [Fact]
    public void A_step_column_of_an_array_is_refused_and_a_label_column_is_its_number()
    {
        string series = _folder.Floats("s.npy", [20, 2], [.. Enumerable.Range(0, 40).Select(i => (float)i)]);
        Assert.Equal(2, _app.Run("data", "add", "s", series, "--window", "4", "--test-fraction", "0.5", "--step-column", "0"));
        Assert.Contains($"--step-column names the column of a CSV that numbers or dates the steps, and {series} is read as NumPy; leave it out", _app.Error);
        Assert.Equal(0, _app.Run("data", "add", "s", series, "--window", "4", "--test-fraction", "0.5", "--label-column", "1"));
        Assert.Contains("with 2 features, 1 target", _app.Output);
    }

    [Fact]
    public void Channels_of_files_that_hold_no_arrays_are_refused()
    {
        string table = _folder.Write("a.csv", "sequence,x,label\na,1,u\nb,2,d\n");
        Assert.Equal(2, _app.Run("data", "add", "a", table, "--channels-first", "--test-fraction", "0.5"));
        Assert.Contains($"--channels-first says that the features of NumPy arrays stand before their steps, and {table} is read as CSV; leave it out",
            _app.Error);
    }

    [Fact]
    public void A_test_fraction_may_have_an_exponent()
    {
        (string x, string y) = (_folder.Floats("x.npy", [4, 1], 1, 2, 3, 4), _folder.Labels("y.npy", 0, 0, 1, 1));
        Assert.Equal(0, _app.Run("data", "add", "har", x, y, "--test-fraction", "1e-9"));
        Assert.Contains("har: 2 and 2 sequences", _app.Output);
        Assert.Equal(2, _app.Run("data", "add", "har", x, y, "--test-fraction", "1e9"));
        Assert.Contains("--test-fraction expects a number above 0 and below 1, got '1e9'", _app.Error);
    }

    [Fact]
    public void A_name_of_the_program_s_own_is_refused()
    {
        Assert.Equal(2, _app.Run("data", "add", "mnist", "a.npy", "b.npy"));
        Assert.Contains("'mnist' cannot name a data set: 'mnist' is a data set of the program's own", _app.Error);
    }

    [Fact]
    public void Names_of_classes_that_would_break_the_build_end_with_one_and_write_nothing()
    {
        _folder.Floats("x.npy", [3, 2], 1, 2, 3, 4, 5, 6);
        _folder.Labels("y.npy", 0, 1, 2);
        Assert.Equal(1, _app.Run("data", "add", "har", _folder["x.npy"], _folder["y.npy"], "--classes", "a,b,", "--test-fraction", "0.5"));
        Assert.Contains("--classes: name 3 of 3, '', is empty; name each class, with one comma between two names", _app.Error);
        Assert.False(Directory.Exists(Path.Combine(_app.Root, "datasets")));
    }

    [Fact]
    public void What_an_archive_holds_besides_is_named_in_a_note()
    {
        using (ZipArchive archive = ZipFile.Open(_folder["d.npz"], ZipArchiveMode.Create))
        {
            foreach (string name in new[] { "X", "y", "subject" })
            {
                using Stream entry = archive.CreateEntry(name + ".npy").Open();
                entry.Write(name == "X" ? ImportFolder.Npy("|u1", [4, 1], 1, 2, 3, 4) : ImportFolder.Npy("|u1", [4], 0, 1, 0, 1));
            }
        }

        Assert.Equal(0, _app.Run("data", "add", "har", _folder["d.npz"], "--test-fraction", "0.5"));
        Assert.Contains("note: ", _app.Error);
        Assert.Contains("d.npz also holds subject, which was not read", _app.Error);
    }

    [Fact]
    public void A_name_whose_class_is_another_set_s_is_refused_before_files_are_read()
    {
        Add();
        File.Move(Path.Combine(_app.Root, "datasets", "har.yaml"), Path.Combine(_app.Root, "datasets", "h_ar.yaml"));
        Assert.Equal(2, _app.Run("data", "add", "h-ar", "a.npy", "b.npy"));
        Assert.Contains("'h-ar' and the data set 'h_ar' would both be the class HAr", _app.Error);
        Assert.Contains("choose a name that differs in letters or digits", _app.Error);
        Assert.Equal(1, _app.Run("data", "add", "h_ar", "a.npy", "b.npy", "--force"));
    }

    [Fact]
    public void A_file_that_is_no_data_ends_with_one_and_its_place()
    {
        _folder.Write("a.csv", "sequence,x,label\na,oops,1\n");
        Assert.Equal(1, _app.Run("data", "add", "har", _folder["a.csv"], "--test-fraction", "0.5"));
        Assert.Contains("a.csv, line 2, column 'x': 'oops' is not a finite number", _app.Error);
        Assert.False(Directory.Exists(Path.Combine(_app.Root, "datasets")));
    }

    [Fact]
    public void An_own_data_set_is_listed_drawn_and_verified_like_any_other()
    {
        Add();
        string[] manifest = File.ReadAllLines(Path.Combine(_app.Root, "datasets", "har.yaml"));
        _app.Datasets.Add(
            ManifestDataset.Define("har", 2, 1, ["low", "high"], DatasetValues.Float32, 3, 2, [.. manifest.Skip(8).Select(line => line.Split(": ")[1])]));
        _app.Load = (set, options) => DatasetLoader.Load(set, options);
        Assert.Equal(0, _app.Run("data", "list"));
        Assert.Contains("har", _app.Output);
        Assert.Equal(0, _app.Run("data", "verify", "har"));
        Assert.Equal(4, _app.Output.Split('\n').Count(line => line.EndsWith("ok", StringComparison.Ordinal)));
        Assert.Equal(0, _app.Run("data", "show", "har"));
        Assert.Contains("har, train: 3 samples of 2 × 1", _app.Output);
        Assert.Contains("1 high", _app.Output);
        Assert.Contains("▁█  1 … 2", _app.Output);
    }

    private int Add()
    {
        if (!File.Exists(_folder["x.npy"]))
        {
            _folder.Floats("x.npy", [3, 2], 1, 2, 3, 4, 5, 6);
        }

        _folder.Labels("y.npy", 0, 1, 1);
        _folder.Floats("x2.npy", [2, 2], 7, 8, 9, 10);
        _folder.Labels("y2.npy", 1, 0);
        return _app.Run("data", "add", "har", _folder["x.npy"], _folder["y.npy"], "--test", _folder["x2.npy"], _folder["y2.npy"]);
    }

    private DataOptions Options() => new() { Places = DataPlaces.Resolve(null, _app.Root, _ => null) };
}
