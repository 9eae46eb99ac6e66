using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Training.Tests.Data;

public sealed class DatasetLoaderTests
{
    [Fact]
    public void A_set_is_loaded_once_per_process()
    {
        var options = new DataOptions { Places = new DataPlaces { Folders = [] } };

        Assert.Same(DatasetLoader.Load("mnist-10k", options), DatasetLoader.Load("mnist-10k", options));
    }

    [Fact]
    public void A_set_is_looked_for_in_the_places_of_the_options()
    {
        using TinyFolder tiny = new();
        Directory.Delete(tiny.Folder, recursive: true);
        var error = Assert.Throws<DataMissingException>(() => DatasetLoader.Load("fashion-mnist", new DataOptions { Places = tiny.Places }));

        Assert.Contains(tiny.Root, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_name_is_an_error() =>
        Assert.Throws<ArgumentException>(() => DatasetLoader.Load("cifar", new DataOptions { Places = new DataPlaces { Folders = [] } }));
}
