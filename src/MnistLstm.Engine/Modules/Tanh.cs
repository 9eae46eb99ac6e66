using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules;

/// <summary><c>nn.Tanh()</c>: y = tanh(x). Backward: dx = dy·(1 - y²).</summary>
public sealed unsafe class Tanh : Elementwise
{
    /// <summary>As PyTorch prints it.</summary>
    public override string ToString() => "Tanh()";

    private protected override void Map(in Pass pass, long at, float* x, float* y, int count) => Kernels.Tanh(x, y, count);

    private protected override void MapBack(long at, float* y, float* dy, float* dx, int count) => Kernels.TanhBackward(y, dy, dx, count);
}
