using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimizers;

public sealed class GoldenStepTests
{
    public static IEnumerable<object[]> Cases => OptimizerGolden.Instance.Cases.Select(c => new object[] { c.Name });

    public static IEnumerable<object[]> CasesAndWidths =>
        from golden in OptimizerGolden.Instance.Cases
        from width in Enum.GetValues<SimdWidth>()
        select new object[] { golden.Name, width };

    [Theory]
    [MemberData(nameof(CasesAndWidths))]
    public void Every_step_gives_PyTorchs_bits_at_every_vector_width(string name, SimdWidth width) => StepThrough(name, width, parts: 1);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_step_gives_PyTorchs_bits_however_the_elements_are_shared(string name)
    {
        foreach (int parts in (int[])[2, 3, 7])
        {
            StepThrough(name, SimdWidths.Best, parts);
        }
    }

    [Theory]
    [MemberData(nameof(CasesAndWidths))]
    public void A_part_leaves_the_elements_of_other_parts_alone(string name, SimdWidth width)
    {
        float[] start = Start(Of(name));
        using SteppedOptimizer stepped = new(Of(name), start);

        stepped.Begin(OptimizerGolden.Floats(OptimizerGolden.Instance.Gradients[0]));
        stepped.StepPart(width, part: 1, parts: 3);

        // 37 elements are three lines of 16.
        Assert.Equal(start[..16], stepped.Parameters.Values[..16].ToArray());
        Assert.Equal(start[32..], stepped.Parameters.Values[32..].ToArray());
        Assert.Equal(Of(name).Parameters[0][(16 * 8)..(32 * 8)], stepped.Bits()[(16 * 8)..(32 * 8)]);
    }

    private static float[] Start(OptimizerGolden.Case golden) =>
        [.. OptimizerGolden.Floats(OptimizerGolden.Instance.Start).Select(p => golden.StartScale * p)];

    private static void StepThrough(string name, SimdWidth width, int parts)
    {
        OptimizerGolden golden = OptimizerGolden.Instance;
        OptimizerGolden.Case expected = Of(name);
        using SteppedOptimizer stepped = new(expected, Start(expected));

        for (int step = 0; step < expected.Parameters.Length; step++)
        {
            stepped.Step(OptimizerGolden.Floats(golden.Gradients[step]), width, parts);

            Assert.Equal((step, expected.Parameters[step]), (step, stepped.Bits()));
        }

        Assert.Equal(expected.Parameters.Length, stepped.Optimizer.Steps);
    }

    private static OptimizerGolden.Case Of(string name) => OptimizerGolden.Instance.Cases.Single(c => c.Name == name);
}
