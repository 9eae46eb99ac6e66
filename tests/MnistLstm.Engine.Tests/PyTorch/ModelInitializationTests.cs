using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.PyTorch;

public sealed class ModelInitializationTests
{
    public static IEnumerable<object[]> Models => RandomGolden.Instance.Models.Select(m => new object[] { m.Name, m.Seed });

    public static IEnumerable<object[]> Cells => GradientGolden.Cells.Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_parameter_of_a_model_starts_with_PyTorchs_bits(string name, long seed)
    {
        RandomGolden.Model golden = RandomGolden.Instance.Models.Single(m => m.Name == name && m.Seed == seed);
        using GoldenModel model = Build(golden);

        Assert.Equal(
            golden.Parameters.Select(p => (p.Key, Shape: string.Join(",", p.Value.Shape), p.Value.Sha256)),
            model.Parameters.Select(p => (p.Name, Shape: string.Join(",", p.Shape), GoldenFile.Sha256<float>(p.Values))));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_hash_of_the_weights_is_that_of_the_concatenated_state_dict(string name, long seed)
    {
        RandomGolden.Model golden = RandomGolden.Instance.Models.Single(m => m.Name == name && m.Seed == seed);
        using GoldenModel model = Build(golden);

        Assert.Equal(golden.WeightsSha256, model.Parameters.Sha256());
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void The_weights_of_every_cell_start_with_PyTorchs_bits(string name)
    {
        GradientGolden.CellCase golden = GradientGolden.Cells.Single(c => c.Name == name);
        using GoldenModel model = new(golden);

        Assert.Equal(golden.WeightsSha256, model.Parameters.Sha256());
    }

    private static GoldenModel Build(RandomGolden.Model golden) =>
        new(new GoldenSetup
        {
            Name = golden.Name,
            Seed = golden.Seed,
            InputSize = golden.InputSize,
            HiddenSize = golden.HiddenSize,
            Layers = golden.Layers,
            Bidirectional = golden.Bidirectional,
            Head = "linear",
            BatchSize = 1,
            Steps = 28,
            Gain = 1,
        });
}
