using MnistLstm.Training.Data;
using MnistLstm.Training.Loop;

namespace MnistLstm.Training.Tests;

/// <summary>Which samples are held out, as PyTorch would say it. The places are those of PyTorch 2.6 and 1.13:
/// <c>random_split(range(12), [8, 4], generator=torch.Generator().manual_seed(42))</c>.</summary>
public sealed class HeldOutTests
{
    private static readonly SequenceSet s_set = new([.. Enumerable.Range(0, 12).Select(i => (byte)i)], [.. Enumerable.Range(0, 12)], 1, 1);

    [Fact]
    public void A_seed_chooses_the_samples_that_PyTorch_chooses()
    {
        (SequenceSet train, SequenceSet? validation) = HeldOut.Split(s_set, 4, 42);
        Assert.Equal([6, 8, 1, 7, 0, 2, 10, 11], train.Labels);
        Assert.Equal([4, 3, 5, 9], validation!.Labels);
        Assert.Equal(train.Labels.Select(label => (byte)label), train.Bytes);
    }

    [Fact]
    public void Floats_are_chosen_with_their_labels()
    {
        SequenceSet floats = new([.. Enumerable.Range(0, 24).Select(i => i / 2f)], [.. Enumerable.Range(0, 12)], 2, 1);
        SequenceSet chosen = floats.Select([3, 11]);
        Assert.Equal([3, 3.5f, 11, 11.5f], chosen.Floats);
        Assert.Equal([3, 11], chosen.Labels);
        Assert.Throws<ArgumentOutOfRangeException>(() => floats.Select([12]));
    }

    [Fact]
    public void Without_a_seed_they_are_the_last()
    {
        (SequenceSet train, SequenceSet? validation) = HeldOut.Split(s_set, 4, null);
        Assert.Equal(Enumerable.Range(0, 8), train.Labels);
        Assert.Equal(Enumerable.Range(8, 4), validation!.Labels);
    }

    [Theory]
    [InlineData(100, 0, 0.29, 28)]
    [InlineData(100, 0, 0.3, 30)]
    [InlineData(9003, 0, 0.1, 900)]
    [InlineData(5, 0, 0.1, 0)]
    [InlineData(100, 7, 0, 7)]
    [InlineData(2, 0, 0.9999999999999999, 1)]
    public void A_fraction_is_rounded_down_as_PyTorch_rounds_it(int available, int samples, double fraction, int held) =>
        Assert.Equal(held, HeldOut.Count(available, samples, fraction));
}
