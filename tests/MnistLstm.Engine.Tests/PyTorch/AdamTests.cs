using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.PyTorch;

public sealed class AdamTests
{
    public static IEnumerable<object[]> CasesAndWidths =>
        from golden in AdamCases
        from width in Enum.GetValues<SimdWidth>()
        select new object[] { golden.Name, width };

    private static IEnumerable<OptimizerGolden.Case> AdamCases => OptimizerGolden.Instance.Cases.Where(c => c.Optimizer == "adam");

    [Theory]
    [MemberData(nameof(CasesAndWidths))]
    public void Every_step_gives_PyTorchs_bits_at_every_vector_width(string name, SimdWidth width) => StepThrough(name, width, parts: 1);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_step_gives_PyTorchs_bits_however_the_elements_are_shared(int parts) => StepThrough("adam_lr0.01_wd0.01", SimdWidths.Best, parts);

    private static unsafe void StepThrough(string name, SimdWidth width, int parts)
    {
        OptimizerGolden.Case golden = AdamCases.Single(c => c.Name == name);
        float[] start = OptimizerGolden.Floats(OptimizerGolden.Instance.Start);
        using ParameterSet parameters = new([new Parameter("p", start.Length)]);
        using Adam adam = new(parameters, golden.LearningRate, golden.WeightDecay);
        start.CopyTo(parameters.Values);

        for (int step = 0; step < golden.Parameters.Length; step++)
        {
            OptimizerGolden.Floats(OptimizerGolden.Instance.Gradients[step]).CopyTo(new Span<float>(parameters.GradientPointer, start.Length));
            adam.BeginStep();
            for (int part = 0; part < parts; part++)
            {
                adam.Step(Engine.Kernels.Kernels.Of(width), part, parts);
            }

            Assert.Equal((step, golden.Parameters[step]), (step, OptimizerGolden.Bits(parameters.Values)));
        }

        Assert.Equal(golden.Parameters.Length, adam.Steps);
    }
}
