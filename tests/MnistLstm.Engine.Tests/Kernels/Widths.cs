using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Tests.Kernels;

/// <summary>The vector widths. All of them run on every machine: without the hardware the runtime does the lanes one by one.</summary>
public sealed class Widths : TheoryData<SimdWidth>
{
    public Widths()
    {
        Add(SimdWidth.Vector128);
        Add(SimdWidth.Vector256);
        Add(SimdWidth.Vector512);
    }
}
