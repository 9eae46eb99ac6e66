using MnistLstm.Engine.Random;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Random;

public sealed class InitializationTests
{
    public static IEnumerable<object[]> Models => RandomGolden.Instance.Models.Select(m => new object[] { m.Name, m.Seed });

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_parameter_drawn_in_turn_is_PyTorchs(string model, long seed)
    {
        RandomGolden.Model golden = RandomGolden.Instance.Models.Single(m => m.Name == model && m.Seed == seed);
        Mt19937 random = new(seed);
        List<float> all = [];

        foreach ((string name, RandomGolden.Tensor expected) in golden.Parameters)
        {
            float[] values = Draw(random, name, expected.Shape, golden);
            Assert.Equal((name, expected.Sha256), (name, GoldenFile.Sha256<float>(values)));
            all.AddRange(values);
        }

        Assert.Equal(golden.WeightsSha256, GoldenFile.Sha256<float>(all.ToArray()));
    }

    /// <summary>One parameter by the function that belongs to its name.</summary>
    internal static float[] Draw(Mt19937 random, string name, int[] shape, RandomGolden.Model model)
    {
        float[] values = new float[shape.Aggregate(1, (product, size) => product * size)];
        int features = model.HiddenSize * (model.Bidirectional ? 2 : 1);
        switch (name)
        {
            case "fc.weight":
                Initialization.LinearWeight(random, values, features);
                break;
            case "fc.bias":
                Initialization.LinearBias(random, values, features);
                break;
            default:
                Initialization.Recurrent(random, values, model.HiddenSize);
                break;
        }

        return values;
    }
}
