using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests.Data.Idx;

public sealed class GoodFileTests : IDisposable
{
    private readonly TinyFolder tiny = new();

    public void Dispose() => tiny.Dispose();

    [Fact]
    public void Images_and_labels_come_in_the_files_order()
    {
        Dataset data = tiny.Load();

        Assert.Equal(tiny.Set.Content(tiny.Set.TrainImages)[16..], data.Train.Pixels);
        Assert.Equal(tiny.Set.Content(tiny.Set.TrainLabels)[8..], data.Train.Labels);
        Assert.Equal(tiny.Set.Content(tiny.Set.Definition.TestImages)[16..], data.Test.Pixels);
        Assert.Equal(tiny.Set.Content(tiny.Set.Definition.TestLabels)[8..], data.Test.Labels);
    }

    [Fact]
    public void A_loaded_set_carries_its_name_and_the_fingerprint_known_beforehand()
    {
        Dataset data = tiny.Load();

        Assert.Equal("tiny", data.Name);
        Assert.Equal(tiny.Set.Definition.Fingerprint, data.Sha256);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", false)]
    [InlineData("train-images.idx3-ubyte", false)]
    [InlineData("train-images.idx3-ubyte.gz", true)]
    public void Uncompressed_files_and_names_with_a_dot_are_accepted(string name, bool packed)
    {
        File.Delete(tiny.PathOf(tiny.Set.TrainImages));
        File.WriteAllBytes(Path.Combine(tiny.Folder, name), packed ? tiny.Set.Packed(tiny.Set.TrainImages) : tiny.Set.Content(tiny.Set.TrainImages));

        Assert.Equal(TinySet.TrainCount, tiny.Load().Train.Count);
    }

    [Fact]
    public void A_file_that_was_unpacked_under_its_gz_name_is_accepted()
    {
        tiny.ReplaceRaw(tiny.Set.TrainImages, tiny.Set.Content(tiny.Set.TrainImages));

        Assert.Equal(TinySet.TrainCount, tiny.Load().Train.Count);
    }
}
