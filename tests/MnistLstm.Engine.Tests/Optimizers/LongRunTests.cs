using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimizers;

public sealed class LongRunTests
{
    public static IEnumerable<object[]> CasesAndWidths =>
        from golden in LongRuns.Cases
        from width in Enum.GetValues<SimdWidth>()
        select new object[] { golden.Name, width };

    [Theory]
    [MemberData(nameof(CasesAndWidths))]
    public void A_thousand_steps_through_rare_numbers_keep_PyTorchs_bits(string name, SimdWidth width)
    {
        OptimizerGolden.Case golden = LongRuns.Cases.Single(c => c.Name == name);
        using SteppedOptimizer stepped = new(golden, LongRuns.Start());
        List<(int Step, string Hash)> hashes = [];

        for (int step = 1; step <= LongRuns.Checked[^1]; step++)
        {
            stepped.Step(LongRuns.Gradient(step), width);
            if (LongRuns.Checked.Contains(step))
            {
                hashes.Add((step, GoldenFile.Sha256<float>(stepped.Parameters.Values)[..16]));
            }
        }

        Assert.Equal(LongRuns.Checked.Zip(golden.Parameters), hashes);
    }
}
