using System.IO.Compression;
using MnistLstm.Runner.Imports;
using MnistLstm.Runner.Imports.Formats;

namespace MnistLstm.Runner.Tests.Imports;

/// <summary>Archives of arrays: what they hold is read, or named.</summary>
public sealed class NpzTests : IDisposable
{
    private readonly ImportFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("X_train", "y_train", "X_test", "y_test")]
    [InlineData("x_train", "Y_TRAIN", "x_test", "Y_test")]
    [InlineData("train_images", "train_labels", "test_images", "test_labels")]
    [InlineData("X", "y", "test_x", "test_y")]
    public void Both_parts_are_read_under_the_usual_names(string inputs, string labels, string testInputs, string testLabels)
    {
        Write("d.npz", inputs, labels, testInputs, testLabels);
        IReadOnlyList<RawPart> parts = Read("d.npz");
        Assert.Equal([4, 4], parts.Select(part => part.Count));
        Assert.NotEqual(ImportFolder.Values(parts[0]), ImportFolder.Values(parts[1]));
        Assert.Equal(($"d.npz, {labels}.npy", null), (Path.GetFileName(parts[0].LabelFile), parts[0].Unread));
    }

    [Theory]
    [InlineData("d.npz: it has X_test and no y_test; it holds X_train, y_train, X_test; save it with y_test, or without X_test",
        "X_train", "y_train", "X_test")]
    [InlineData("d.npz: it has X_test and no y_test; it holds X_train, y_train, X_test, ytest; save it with y_test, or without X_test",
        "X_train", "y_train", "X_test", "ytest")]
    [InlineData("d.npz: it has y_test and no X_test; it holds X_train, y_train, y_test; save it with X_test, or without y_test",
        "X_train", "y_train", "y_test")]
    [InlineData("d.npz: it has X_train and no y_train; it holds X_train, y_trian; save it with y_train, or without X_train", "X_train", "y_trian")]
    [InlineData("d.npz: it has labels and no images; it holds labels; save it with images, or without labels", "labels")]
    public void Half_of_a_part_is_refused_with_what_the_file_holds(string fault, params string[] names)
    {
        Write("d.npz", names);
        Assert.Equal(fault, _folder.Fault("d.npz"));
    }

    [Fact]
    public void A_file_without_a_training_part_is_answered_with_what_it_holds()
    {
        Write("d.npz", "X_test", "y_test");
        Assert.Equal("d.npz: it holds X_test, y_test; name the arrays X_train, y_train, X_test, y_test: numpy.savez(file, X_train=..., y_train=...); of one "
            + "part alone X and y", _folder.Fault("d.npz"));
    }

    [Fact]
    public void What_is_not_read_is_named()
    {
        Write("d.npz", "X_train", "y_train", "Xtest", "labels_test");
        RawPart part = Read("d.npz")[0];
        Assert.Equal($"{_folder["d.npz"]} also holds Xtest, labels_test, which was not read",
            Assert.Single(DatasetImport.Of("a", [part], null, null, 0.5, 0).Notes));
        Assert.Equal("d.npz, X_train.npy: there is no test part (d.npz also holds Xtest, labels_test); --test names its files, or --test-fraction 0.2 splits "
            + "a fifth off", _folder.Said(() => DatasetImport.Of("a", [part], null, null, null, 0)));
    }

    [Fact]
    public void Two_test_parts_are_one_too_many()
    {
        Write("d.npz", "X_train", "y_train", "X_test", "y_test");
        Write("e.npz", "a", "X", "y");
        RawPart test = SequenceFormats.ReadTest([_folder["e.npz"]], new ImportOptions());
        Assert.StartsWith("d.npz, X_test.npy: this is a test part, and --test names another; leave --test out",
            _folder.Said(() => DatasetImport.Of("a", Read("d.npz"), test, null, null, 0)), StringComparison.Ordinal);
        Assert.StartsWith("d.npz: it holds a training part and a test part, and --test names the test part's files",
            _folder.Said(() => SequenceFormats.ReadTest([_folder["d.npz"]], new ImportOptions())), StringComparison.Ordinal);
    }

    private IReadOnlyList<RawPart> Read(string name) => SequenceFormats.Read([_folder[name]], new ImportOptions());

    // Inputs where the name has an x or images, labels else.
    private void Write(string file, params string[] names)
    {
        using ZipArchive archive = ZipFile.Open(_folder[file], ZipArchiveMode.Create);
        foreach ((int place, string name) in names.Index())
        {
            byte first = (byte)(10 * place);
            bool inputs = name.Contains('x', StringComparison.OrdinalIgnoreCase) || name.Contains("images", StringComparison.Ordinal);
            using Stream entry = archive.CreateEntry(name + ".npy").Open();
            entry.Write(inputs ? ImportFolder.Npy("|u1", [4, 1], first, (byte)(first + 1), 2, 3) : ImportFolder.Npy("|u1", [4], 0, 1, 0, 1));
        }
    }
}
