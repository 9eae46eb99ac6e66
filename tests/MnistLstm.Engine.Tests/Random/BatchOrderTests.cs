using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Random;

public sealed class BatchOrderTests
{
    public static IEnumerable<object[]> Orders => RandomGolden.Instance.Orders.Select(o => new object[] { o.Model, o.Seed, o.Evaluate });

    [Theory]
    [MemberData(nameof(Orders))]
    public void Three_epochs_after_initialisation_are_in_the_DataLoaders_order(string model, long seed, string evaluate)
    {
        RandomGolden.Order golden = RandomGolden.Instance.Orders.Single(o => o.Model == model && o.Seed == seed && o.Evaluate == evaluate);
        Mt19937 random = AfterInitialisation(model, seed);
        int[] order = new int[golden.TrainSamples];

        foreach (RandomGolden.Epoch expected in golden.Epochs)
        {
            BatchOrder.Shuffle(random, order);

            long[] wide = [.. order];
            Assert.Equal(expected.First, wide[..expected.First.Length]);
            Assert.Equal(expected.Sha256Int64, GoldenFile.Sha256<long>(wide));
            if (evaluate == "each_epoch")
            {
                BatchOrder.Sequential(random);
            }
        }
    }

    [Fact]
    public void A_shuffled_pass_draws_two_int64_whatever_the_number_of_samples()
    {
        foreach (int samples in (int[])[1, 2, 5, 1000])
        {
            Mt19937 random = new(3);
            Mt19937 counted = new(3);
            counted.NextInt64();
            counted.NextInt64();

            BatchOrder.Shuffle(random, new int[samples]);

            Assert.Equal(counted.Save(), random.Save());
        }
    }

    [Fact]
    public void A_sequential_pass_draws_one_int64()
    {
        Mt19937 random = new(3);
        Mt19937 counted = new(3);
        counted.NextInt64();

        BatchOrder.Sequential(random);

        Assert.Equal(counted.Save(), random.Save());
    }

    private static Mt19937 AfterInitialisation(string model, long seed)
    {
        RandomGolden.Model shape = RandomGolden.Instance.Models.First(m => m.Name == model);
        Mt19937 random = new(seed);
        foreach ((string name, RandomGolden.Tensor tensor) in shape.Parameters)
        {
            InitializationTests.Draw(random, name, tensor.Shape, shape);
        }

        return random;
    }
}
