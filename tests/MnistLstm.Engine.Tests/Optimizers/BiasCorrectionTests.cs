using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimizers;

public sealed class BiasCorrectionTests
{
    [Fact]
    public void The_bias_corrections_keep_PyTorchs_bits_until_they_reach_one()
    {
        OptimizerGolden.LongRun golden = OptimizerGolden.Instance.Long;
        int count = OptimizerGolden.Floats(OptimizerGolden.Instance.Start).Length;
        using SteppedOptimizer adam = new(new OptimizerGolden.Case("", "adam", golden.LearningRate, 0, 0, false, 0f, []), new float[count]);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        List<string> shown = [];

        for (int step = 1; step <= golden.Steps; step++)
        {
            adam.Step(OptimizerGolden.Gradient(step, count), SimdWidths.Best, parts: 1);
            hash.AppendData(MemoryMarshal.AsBytes(adam.Parameters.Values));
            if (golden.Shown.Contains(step))
            {
                shown.Add(adam.Bits());
            }
        }

        Assert.Equal(golden.Parameters, shown);
        Assert.Equal(golden.Sha256, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }
}
