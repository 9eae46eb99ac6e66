using MnistLstm.Engine.Random;
using MnistLstm.Training.Data;
using MnistLstm.Training.Loop;

namespace MnistLstm.Training.Tests;

/// <summary>What is done to sequences before a model reads them.</summary>
public class NormalizationTests
{
    private static readonly SequenceSet s_bytes = new([0, 51, 102, 153, 204, 255, 10, 20], [0, 1], steps: 2, features: 2);

    [Fact]
    public void Given_figures_are_those_of_torchvision_s_Normalize()
    {
        SequenceSet read = new SequencePreparation(s_bytes, new Normalization([0.1307], [0.3081]), null, null).Of(s_bytes, "image");
        Assert.Equal(s_bytes.Bytes.Select(value => ((value / 255f) - 0.1307f) / 0.3081f), read.Floats);
    }

    [Fact]
    public void One_figure_a_feature_goes_by_the_data_s_features()
    {
        SequenceSet read = new SequencePreparation(s_bytes, new Normalization([0, 1], [1, 2]), null, null).Of(s_bytes, "image");
        Assert.Equal([0f, ((51 / 255f) - 1) / 2], read.Floats[..2]);
        Assert.Throws<ArgumentException>(() => new SequencePreparation(s_bytes, new Normalization([0, 1, 2], [1]), null, null));
        Assert.Throws<ArgumentException>(() => new Normalization([0], [0]));
        Assert.Throws<ArgumentException>(() => new Normalization([0], [1e-60]));
    }

    [Fact]
    public void The_training_part_s_figures_are_each_feature_s_over_samples_and_steps_and_go_for_all_parts()
    {
        SequenceSet train = new([1f, 5, 3, 5, 5, 5, 7, 5], [0, 1], steps: 2, features: 2);
        SequenceSet test = new([4f, 6, 4, 6], [0], steps: 2, features: 2);
        SequencePreparation preparation = new(train, Normalization.OfTraining, null, null);
        Assert.Equal([4f, 5], preparation.Normalization!.Mean);
        Assert.Equal([(float)Math.Sqrt(5), 1], preparation.Normalization.Std);
        Assert.Equal([0f, 1, 0, 1], preparation.Of(test, "sample").Floats);
    }

    [Fact]
    public void A_permutation_is_randperm_of_its_seed_and_comes_after_the_hook()
    {
        int[] order = new int[4];
        new Mt19937(3).FillPermutation(order);
        SequenceSet read = new SequencePreparation(s_bytes, null, 3, sequence => sequence[0] = 7).Of(s_bytes, "image");
        float[] first = [7, 51 / 255f, 102 / 255f, 153 / 255f];
        Assert.Equal(order.Select(place => first[place]), read.Floats[..4]);
    }

    [Fact]
    public void Where_nothing_is_done_the_set_itself_is_read() => Assert.Same(s_bytes, new SequencePreparation(s_bytes, null, null, null).Of(s_bytes, "image"));

    [Fact]
    public void A_value_that_overflows_is_named()
    {
        SequenceSet large = new([float.MaxValue, 0], [0, 1], 1, 1);
        Assert.Equal(
            "normalize gave infinity at row 0, column 0 of training image 0 (all from 0); a model can read finite values only",
            Assert.Throws<ArithmeticException>(() => new SequencePreparation(large, new Normalization([0], [0.1]), null, null).Of(large, "training image"))
                .Message);
    }
}
