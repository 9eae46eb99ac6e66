using System.Runtime.InteropServices;
using System.Security.Cryptography;
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

    private static float[] Start => OptimizerGolden.Floats(OptimizerGolden.Instance.Start);

    [Theory]
    [MemberData(nameof(CasesAndWidths))]
    public void Every_step_gives_PyTorchs_bits_at_every_vector_width(string name, SimdWidth width) => StepThrough(name, width, parts: 1);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Every_step_gives_PyTorchs_bits_however_the_elements_are_shared(int parts) =>
        StepThrough("adam_from_zero_lr0.01_wd0.01", SimdWidths.Best, parts);

    [Fact]
    public void The_bias_corrections_keep_PyTorchs_bits_until_they_reach_one()
    {
        OptimizerGolden.LongRun golden = OptimizerGolden.Instance.Long;
        using ParameterSet parameters = new([new Parameter("p", Start.Length)]);
        using Adam adam = new(parameters, golden.LearningRate);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        List<string> shown = [];

        for (int step = 1; step <= golden.Steps; step++)
        {
            Step(adam, OptimizerGolden.Gradient(step, Start.Length), SimdWidths.Best, parts: 1);
            hash.AppendData(MemoryMarshal.AsBytes(parameters.Values));
            if (golden.Shown.Contains(step))
            {
                shown.Add(OptimizerGolden.Bits(parameters.Values));
            }
        }

        Assert.Equal(golden.Parameters, shown);
        Assert.Equal(golden.Sha256, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private static void StepThrough(string name, SimdWidth width, int parts)
    {
        OptimizerGolden.Case golden = AdamCases.Single(c => c.Name == name);
        using ParameterSet parameters = new([new Parameter("p", Start.Length)]);
        using Adam adam = new(parameters, golden.LearningRate, golden.WeightDecay);
        Start.Select(p => golden.StartScale * p).ToArray().CopyTo(parameters.Values);

        for (int step = 0; step < golden.Parameters.Length; step++)
        {
            Step(adam, OptimizerGolden.Floats(OptimizerGolden.Instance.Gradients[step]), width, parts);
            Assert.Equal((step, golden.Parameters[step]), (step, OptimizerGolden.Bits(parameters.Values)));
        }

        Assert.Equal(golden.Parameters.Length, adam.Steps);
    }

    private static unsafe void Step(Adam adam, float[] gradient, SimdWidth width, int parts)
    {
        gradient.CopyTo(new Span<float>(adam.Parameters.GradientPointer, gradient.Length));
        adam.BeginStep();
        for (int part = 0; part < parts; part++)
        {
            adam.Step(Engine.Kernels.Kernels.Of(width), part, parts);
        }
    }
}
