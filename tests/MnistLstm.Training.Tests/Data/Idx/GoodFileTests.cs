using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests.Data.Idx;

public sealed class GoodFileTests : IDisposable
{
    private readonly TinyFolder _tiny = new();

    public void Dispose() => _tiny.Dispose();

    [Fact]
    public void Images_and_labels_come_in_the_files_order()
    {
        Dataset data = _tiny.Load();

        Assert.Equal(_tiny.Set.Content(_tiny.Set.TrainInputs)[16..], data.Train.Bytes);
        Assert.Equal(_tiny.Set.Content(_tiny.Set.TrainLabels)[8..], data.Train.Labels.Select(label => (byte)label));
        Assert.Equal(_tiny.Set.Content(_tiny.Set.Definition.TestInputs)[16..], data.Test.Bytes);
        Assert.Equal(_tiny.Set.Content(_tiny.Set.Definition.TestLabels)[8..], data.Test.Labels.Select(label => (byte)label));
    }

    [Fact]
    public void A_loaded_set_carries_its_name_and_the_fingerprint_known_beforehand()
    {
        Dataset data = _tiny.Load();

        Assert.Equal("tiny", data.Name);
        Assert.Equal(_tiny.Set.Definition.Fingerprint, data.Sha256);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", false)]
    [InlineData("train-images.idx3-ubyte", false)]
    [InlineData("train-images.idx3-ubyte.gz", true)]
    public void Uncompressed_files_and_names_with_a_dot_are_accepted(string name, bool packed)
    {
        File.Delete(_tiny.PathOf(_tiny.Set.TrainInputs));
        File.WriteAllBytes(Path.Combine(_tiny.Folder, name), packed ? _tiny.Set.Packed(_tiny.Set.TrainInputs) : _tiny.Set.Content(_tiny.Set.TrainInputs));

        Assert.Equal(TinySet.TrainCount, _tiny.Load().Train.Count);
    }

    [Fact]
    public void A_file_that_was_unpacked_under_its_gz_name_is_accepted()
    {
        _tiny.ReplaceRaw(_tiny.Set.TrainInputs, _tiny.Set.Content(_tiny.Set.TrainInputs));

        Assert.Equal(TinySet.TrainCount, _tiny.Load().Train.Count);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 1)]
    [InlineData(1, 512)]
    [InlineData(1, 200_000)]
    [InlineData(2, 0)]
    [InlineData(2, 3)]
    [InlineData(40, 0)]
    [InlineData(40, 10_240)]
    public void A_gzip_file_of_several_members_or_filled_up_with_zeros_is_accepted(int members, int zeros)
    {
        byte[] content = _tiny.Set.Content(_tiny.Set.TrainInputs);
        _tiny.ReplaceRaw(_tiny.Set.TrainInputs, [.. content.Chunk((content.Length / members) + 1).SelectMany(TinySet.Gzip), .. new byte[zeros]]);

        Assert.Equal(content[16..], _tiny.Load().Train.Bytes);
    }

    [Fact]
    public void A_gzip_file_of_two_members_is_accepted_wherever_the_second_begins()
    {
        byte[] content = _tiny.Set.Content(_tiny.Set.TrainLabels);
        for (int first = 0; first <= content.Length; first++)
        {
            _tiny.ReplaceRaw(_tiny.Set.TrainLabels, [.. TinySet.Gzip(content[..first]), .. TinySet.Gzip(content[first..])]);

            Assert.Equal(content[8..], _tiny.Load().Train.Labels.Select(label => (byte)label));
        }
    }
}
