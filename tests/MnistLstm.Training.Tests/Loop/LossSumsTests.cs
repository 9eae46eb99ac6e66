using MnistLstm.Training.Loop;

namespace MnistLstm.Training.Tests.Loop;

/// <summary>Losses are added up in their order, in batches of the plan, however they arrive.</summary>
public sealed class LossSumsTests
{
    [Fact]
    public void The_last_batch_s_mean_is_known_before_it_is_whole()
    {
        LossSums sums = new(3);
        sums.Add([1, 2, 3, 10, 20], [true, false, true, false, false]);
        Assert.Equal((15, 36.0 / 5, 0.4), (sums.LastBatchLoss, sums.MeanLoss, sums.Accuracy));
        Assert.Equal(2, sums.BatchMeans);
        sums.Complete();
        sums.Complete();
        Assert.Equal((15, 17), (sums.LastBatchLoss, sums.BatchMeans));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void A_loss_that_is_no_number_is_in_its_batch_s_mean_also_where_that_batch_is_the_smaller_last_one(int place)
    {
        float[] losses = [1, 1, 1, 1, 1];
        losses[place] = float.NaN;
        LossSums sums = new(3);
        sums.Add(losses.AsSpan(0, 3), new bool[3]);
        bool first = double.IsNaN(sums.LastBatchLoss);
        sums.Add(losses.AsSpan(3), new bool[2]);
        Assert.Equal((place < 3, place >= 3), (first, double.IsNaN(sums.LastBatchLoss)));
        Assert.True(double.IsNaN(sums.MeanLoss));
    }

    [Fact]
    public void Batches_end_where_the_plan_s_do_whatever_arrives_together()
    {
        float[] losses = [0.1f, 0.7f, 1e8f, 3, 0.3f, 0.25f, 9];
        LossSums together = new(2);
        together.Add(losses, new bool[7]);
        LossSums apart = new(2);
        foreach (float loss in losses)
        {
            apart.Add([loss], [false]);
        }

        Assert.Equal(together.Totals, apart.Totals);
    }

    [Fact]
    public void A_batch_that_weighs_nothing_has_no_mean_and_adds_none()
    {
        LossSums sums = new(2);
        sums.Add([3, 1, 0, 0, 5], new bool[5], [1, 2, 0, 0, 2]);
        sums.Complete();
        Assert.Equal((9.0 / 5, (4.0 / 3) + 2.5), (sums.MeanLoss, sums.BatchMeans));
        sums.Add([0, 0], new bool[2], [0, 0]);
        Assert.Equal(double.NaN, sums.LastBatchLoss);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Sums_go_on_from_their_totals(int taken)
    {
        float[] losses = [0.1f, 0.7f, 1e8f, 3, 0.3f, 0.25f, 9];
        bool[] correct = [true, false, true, true, false, false, true];
        LossSums whole = new(3);
        whole.Add(losses, correct);
        LossSums begun = new(3);
        begun.Add(losses.AsSpan(0, taken), correct.AsSpan(0, taken));
        LossSums rest = new(3, begun.Totals);
        rest.Add(losses.AsSpan(taken), correct.AsSpan(taken));
        Assert.Equal(whole.Totals, rest.Totals);
    }
}
