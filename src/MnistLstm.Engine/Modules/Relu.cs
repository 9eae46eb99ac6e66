using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules;

/// <summary><c>nn.ReLU()</c>: y = x, but 0 where x is below 0. Backward: dx = dy where y is above 0, else 0.</summary>
public sealed unsafe class Relu : Elementwise
{
    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => "ReLU()";

    private protected override void Map(in Pass pass, long at, float* x, float* y, int count) => Kernels.Relu(x, y, count);

    private protected override void MapBack(long at, float* y, float* dy, float* dx, int count) => Kernels.ReluBackward(y, dy, dx, count);
}
