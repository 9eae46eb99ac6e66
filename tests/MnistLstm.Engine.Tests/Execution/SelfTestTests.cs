using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Tests.Execution;

public sealed class SelfTestTests
{
    [Theory]
    [InlineData(SimdWidth.Scalar, 1)]
    [InlineData(SimdWidth.Vector128, 2)]
    [InlineData(SimdWidth.Vector256, 3)]
    [InlineData(SimdWidth.Vector512, 5)]
    public void The_hash_of_exact_1_comes_out_everywhere(SimdWidth width, int threads) =>
        Assert.Equal(SelfTest.Expected, SelfTest.Run(new ExecutionOptions(threads, width)));

    [Fact]
    public void No_fault_is_found_here() => Assert.Null(SelfTest.Fault(ExecutionOptions.Default));
}
