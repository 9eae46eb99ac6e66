using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Tests.Data.Locate;

public sealed class DatasetLocatorTests : IDisposable
{
    private readonly TempFolder _temp = new();
    private readonly TinySet _tiny = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void The_first_folder_with_all_four_files_is_taken()
    {
        _tiny.WriteTo(_temp["second", "tiny"]);
        _tiny.WriteTo(_temp["third", "tiny"]);

        DatasetLocation location = Locate("first", "second", "third");

        Assert.Equal(_temp["second", "tiny"], location.Folder);
        Assert.Equal(["no such folder", "has all four files"], location.Places.Select(place => place.Finding));
        Assert.Equal(_temp["second", "tiny", "train-labels-idx1-ubyte.gz"], location.Paths[_tiny.TrainLabels]);
    }

    [Fact]
    public void A_folder_with_some_of_the_files_is_passed_over_and_its_gaps_are_named()
    {
        _tiny.WriteTo(_temp["first", "tiny"]);
        File.Delete(_temp["first", "tiny", "train-labels-idx1-ubyte.gz"]);
        File.Delete(_temp["first", "tiny", "t10k-images-idx3-ubyte.gz"]);
        _tiny.WriteTo(_temp["second", "tiny"]);

        DatasetLocation location = Locate("first", "second");

        Assert.Equal(_temp["second", "tiny"], location.Folder);
        Assert.Equal("lacks train-labels-idx1-ubyte.gz, t10k-images-idx3-ubyte.gz", location.Places[0].Finding);
        Assert.Equal([_tiny.TrainLabels, _tiny.Definition.TestInputs], location.Places[0].Missing);
    }

    [Fact]
    public void A_missing_set_names_every_place_with_its_finding_and_how_to_get_it()
    {
        _tiny.WriteTo(_temp["first", "tiny"]);
        File.Delete(_temp["first", "tiny", "t10k-labels-idx1-ubyte.gz"]);
        Directory.CreateDirectory(_temp["third", "tiny"]);

        DataMissingException error = Locate("first", "second", "third").ToMissingException();

        Assert.Equal(
            "tiny: the data set is missing\n"
            + $"  looked at {_temp["first", "tiny"]}: lacks t10k-labels-idx1-ubyte.gz\n"
            + $"  looked at {_temp["second", "tiny"]}: no such folder\n"
            + $"  looked at {_temp["third", "tiny"]}: has none of the four files\n"
            + "  remedy    dotnet run -- data fetch tiny downloads it; or put the four files into one of these folders",
            error.Message);
        Assert.Equal(3, error.Places.Count);
    }

    [Fact]
    public void When_the_folder_was_given_the_remedy_says_where_the_files_belong_and_offers_no_download()
    {
        DatasetLocation location = DatasetLocator.Locate(_tiny.Definition, Given(_temp["given"]));

        Assert.False(location.IsFound);
        Assert.Equal($"put the four files into {_temp["given", "tiny"]}, or leave out --data to search the usual places", location.Remedy);
    }

    [Fact]
    public void When_the_files_lie_in_the_given_folder_itself_the_remedy_names_its_parent()
    {
        _tiny.WriteTo(_temp["tiny"]);

        DatasetLocation location = DatasetLocator.Locate(_tiny.Definition, Given(_temp["tiny"]));

        Assert.False(location.IsFound);
        Assert.StartsWith($"the files lie in {_temp["tiny"]}: give --data {_temp.Path};", location.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("raw")]
    public void When_a_folder_of_torchvision_was_given_the_remedy_names_its_root(string inner)
    {
        _tiny.WriteTo(_temp["root", TinySet.TorchvisionFolder, "raw"]);

        string given = _temp["root", TinySet.TorchvisionFolder, inner];
        DatasetLocation location = DatasetLocator.Locate(_tiny.Definition, Given(given));

        Assert.False(location.IsFound);
        Assert.StartsWith(
            $"the files lie in {_temp["root", TinySet.TorchvisionFolder, "raw"]}: give --data {_temp["root"]};", location.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_folder_that_torchvision_filled_is_found_in_every_place_packed_or_not(bool packed)
    {
        string raw = _temp["second", TinySet.TorchvisionFolder, "raw"];
        _tiny.WriteTo(raw, packed);

        DatasetLocation location = Locate("first", "second");

        Assert.Equal(raw, location.Folder);
        Assert.Equal(Path.Combine(raw, packed ? _tiny.TrainInputs.PublishedName : _tiny.TrainInputs.Name), location.Paths[_tiny.TrainInputs]);
        Assert.Equal([_temp["first", "tiny"], _temp["second", "tiny"], raw], location.Places.Select(place => place.Folder));
        Assert.Equal(raw, DatasetLocator.Locate(_tiny.Definition, Given(_temp["second"])).Folder);
    }

    [Fact]
    public void The_folder_named_like_the_set_is_looked_at_before_torchvision_s()
    {
        _tiny.WriteTo(_temp["first", TinySet.TorchvisionFolder, "raw"]);
        _tiny.WriteTo(_temp["first", "tiny"]);

        Assert.Equal(_temp["first", "tiny"], Locate("first").Folder);
    }

    [Fact]
    public void A_folder_of_torchvision_that_lacks_files_is_named()
    {
        _tiny.WriteTo(_temp["first", TinySet.TorchvisionFolder, "raw"]);
        File.Delete(_temp["first", TinySet.TorchvisionFolder, "raw", "train-labels-idx1-ubyte.gz"]);

        Assert.Equal(["no such folder", "lacks train-labels-idx1-ubyte.gz"], Locate("first").Places.Select(place => place.Finding));
    }

    [Fact]
    public void The_published_sets_are_looked_for_under_torchvision_s_own_names() =>
        Assert.Equal(["MNIST", "FashionMNIST", null], DatasetCatalog.All.Select(set => set.TorchvisionFolder));

    [Theory]
    [InlineData("raw")]
    [InlineData("tiny", "raw")]
    public void When_the_files_lie_below_the_given_folder_under_other_names_the_remedy_is_to_move_them(params string[] inner)
    {
        string folder = _temp[["given", .. inner]];
        _tiny.WriteTo(folder);
        Assert.StartsWith(
            $"the files lie in {folder}: move them to {_temp["given", "tiny"]};", DatasetLocator.Locate(_tiny.Definition, Given(_temp["given"])).Remedy,
            StringComparison.Ordinal);
    }

    [Fact]
    public void When_a_folder_above_the_root_was_given_the_remedy_names_the_root()
    {
        _tiny.WriteTo(_temp["given", "data", TinySet.TorchvisionFolder, "raw"]);
        Assert.StartsWith(
            $"the files lie in {_temp["given", "data", TinySet.TorchvisionFolder, "raw"]}: give --data {_temp["given", "data"]};",
            DatasetLocator.Locate(_tiny.Definition, Given(_temp["given"])).Remedy,
            StringComparison.Ordinal);
    }

    [Fact]
    public void When_files_lie_in_a_given_folder_of_another_name_the_remedy_is_to_move_them()
    {
        _tiny.WriteTo(_temp["downloads"]);

        DatasetLocation location = DatasetLocator.Locate(_tiny.Definition, Given(_temp["downloads"]));

        Assert.Contains($"move them to {_temp["downloads", "tiny"]};", location.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_a_folders_place_counts_as_no_folder()
    {
        Directory.CreateDirectory(_temp["first"]);
        File.WriteAllText(_temp["first", "tiny"], "");

        Assert.Equal("no such folder", Assert.Single(Locate("first").Places).Finding);
    }

    [Fact]
    public void A_folder_in_a_files_place_counts_as_missing()
    {
        _tiny.WriteTo(_temp["first", "tiny"]);
        File.Delete(_temp["first", "tiny", "train-labels-idx1-ubyte.gz"]);
        Directory.CreateDirectory(_temp["first", "tiny", "train-labels-idx1-ubyte.gz"]);

        Assert.Equal("lacks train-labels-idx1-ubyte.gz", Assert.Single(Locate("first").Places).Finding);
    }

    [Fact]
    public void A_damaged_file_in_the_cache_is_cured_by_fetching_again()
    {
        _tiny.WriteTo(_temp["cache", "tiny"]);

        Assert.Equal("dotnet run -- data fetch tiny downloads it again", Locate("first").Remedy);
    }

    [Fact]
    public void A_damaged_file_elsewhere_is_to_be_removed_before_a_fetch_can_help()
    {
        _tiny.WriteTo(_temp["first", "tiny"]);

        Assert.Equal(
            $"put a good copy in its place, or remove it and run dotnet run -- data fetch tiny, which downloads the set to {_temp["cache"]}",
            Locate("first").Remedy);
    }

    [Fact]
    public void Fashion_MNIST_has_a_Debian_package_to_offer() =>
        Assert.Contains("apt install dataset-fashion-mnist", DatasetLocator.Locate(DatasetCatalog.FashionMnist, Usual("first")).Remedy,
            StringComparison.Ordinal);

    [Fact]
    public void The_embedded_set_is_found_without_looking_anywhere()
    {
        DatasetLocation location = DatasetLocator.Locate(DatasetCatalog.Mnist10k, Given(_temp["given"]));

        Assert.True(location.IsFound);
        Assert.Empty(location.Places);
        Assert.Throws<InvalidOperationException>(location.ToMissingException);
    }

    private DatasetLocation Locate(params string[] folders) => DatasetLocator.Locate(_tiny.Definition, Usual(folders));

    private DataPlaces Usual(params string[] folders) =>
        new() { Folders = [.. folders.Select(folder => _temp[folder]), .. Directory.Exists(_temp["cache"]) ? [_temp["cache"]] : Array.Empty<string>()],
            CacheFolder = _temp["cache"] };

    private static DataPlaces Given(string folder) => new() { Folders = [folder], CacheFolder = null, GivenBy = "--data" };
}
