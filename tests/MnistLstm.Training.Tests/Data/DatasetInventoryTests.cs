using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Training.Tests.Data;

public sealed class DatasetInventoryTests : IDisposable
{
    private readonly TinyFolder _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Listing_gives_every_set_of_the_catalog_and_fetches_nothing()
    {
        DatasetStatus[] all = [.. DatasetCatalog.All.Select(set => DatasetInventory.Describe(set, _tiny.Places))];

        Assert.Equal(DatasetCatalog.All, all.Select(status => status.Dataset));
        Assert.Equal([false, false, true], all.Select(status => status.Location.IsFound));
        Assert.Equal([_tiny.Root], Directory.EnumerateFileSystemEntries(_tiny.Root).Select(path => Path.GetDirectoryName(path)));
    }

    [Fact]
    public void Describing_gives_place_and_sizes_without_looking_at_the_content()
    {
        _tiny.ReplaceRaw(_tiny.Set.TrainInputs, [1, 2, 3]);

        DatasetStatus status = DatasetInventory.Describe(_tiny.Set.Definition, _tiny.Places);

        Assert.Equal(_tiny.Folder, status.Location.Folder);
        Assert.Equal(new DatasetFileStatus(_tiny.Set.TrainInputs, _tiny.PathOf(_tiny.Set.TrainInputs), 3, DatasetFileCheck.NotChecked, null), status.Files[0]);
        Assert.Equal(status.Files.Sum(file => file.StoredBytes), status.StoredBytes);
        Assert.False(status.IsVerified);
    }

    [Fact]
    public void Verifying_a_good_set_says_so_of_every_file()
    {
        DatasetStatus status = DatasetInventory.Verify(_tiny.Set.Definition, _tiny.Places);

        Assert.True(status.IsVerified);
        Assert.All(status.Files, file => Assert.Equal(DatasetFileCheck.Good, file.Check));
    }

    [Fact]
    public void Verifying_reports_every_faulty_file_and_not_the_first_only()
    {
        _tiny.ReplaceRaw(_tiny.Set.TrainInputs, [1, 2, 3]);
        _tiny.ReplaceRaw(_tiny.Set.Definition.TestLabels, []);

        DatasetStatus status = DatasetInventory.Verify(_tiny.Set.Definition, _tiny.Places);

        Assert.Equal(
            [DatasetFileCheck.Faulty, DatasetFileCheck.Good, DatasetFileCheck.Good, DatasetFileCheck.Faulty], status.Files.Select(file => file.Check));
        Assert.Equal("the file is empty", status.Files[3].Fault?.Problem);
        Assert.False(status.IsVerified);
    }

    [Fact]
    public void A_damaged_packed_file_does_no_harm_while_it_lies_beside_it_unpacked_and_good()
    {
        _tiny.ReplaceRaw(_tiny.Set.TrainInputs, [1, 2, 3]);
        string unpacked = Path.Combine(_tiny.Folder, _tiny.Set.TrainInputs.Name);
        File.WriteAllBytes(unpacked, _tiny.Set.Content(_tiny.Set.TrainInputs));

        Assert.True(DatasetInventory.Verify(_tiny.Set.Definition, _tiny.Places).IsVerified);
        Assert.Equal(_tiny.Set.Definition.TrainCount, _tiny.Load().Train.Count);

        File.WriteAllBytes(unpacked, [4, 5, 6, 7]);

        Assert.StartsWith(_tiny.PathOf(_tiny.Set.TrainInputs), _tiny.LoadDamaged().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_are_added_up_only_where_every_file_is_there()
    {
        DatasetStatus status = DatasetInventory.Describe(_tiny.Set.Definition, _tiny.Places);
        DatasetFileStatus missing = status.Files[1] with { Path = null, StoredBytes = null, Check = DatasetFileCheck.Missing };
        Assert.Null((status with { Files = [status.Files[0], missing, status.Files[2], status.Files[3]] }).StoredBytes);
    }

    [Fact]
    public void Verifying_a_missing_set_reports_its_files_as_missing()
    {
        Directory.Delete(_tiny.Folder, recursive: true);

        DatasetStatus status = DatasetInventory.Verify(_tiny.Set.Definition, _tiny.Places);

        Assert.All(status.Files, file => Assert.Equal(DatasetFileCheck.Missing, file.Check));
        Assert.Null(status.StoredBytes);
    }

    [Fact]
    public void The_embedded_set_verifies()
    {
        DatasetStatus status = DatasetInventory.Verify(DatasetCatalog.Mnist10k, _tiny.Places);

        Assert.True(status.IsVerified);
        Assert.Equal("mnist-10k/train-images-idx3-ubyte.gz", status.Files[0].Path);
        Assert.InRange(status.StoredBytes!.Value, 1_500_000, 1_700_000);
    }

    [NeedsDatasetFact("mnist")]
    public void The_whole_of_MNIST_verifies() => AssertVerifies("mnist");

    [NeedsDatasetFact("fashion-mnist")]
    public void The_whole_of_Fashion_MNIST_verifies() => AssertVerifies("fashion-mnist");

    private static void AssertVerifies(string name) =>
        Assert.All(DatasetInventory.Verify(DatasetCatalog.Get(name), NeedsDatasetFactAttribute.Places).Files, file => Assert.Null(file.Fault));
}
