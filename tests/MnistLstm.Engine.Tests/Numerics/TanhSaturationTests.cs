using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Tests.Numerics;

public class TanhSaturationTests
{
    // docs/numerics.md names the place. Tanh is monotonic (TranscendentalTests), so one step across it shows all of it.
    [Fact]
    public void Tanh_is_one_from_8_49106_on_and_less_below()
    {
        float first = 8f;
        while (ScalarMath.Tanh(first) < 1f)
        {
            first = MathF.BitIncrement(first);
        }

        Assert.Equal(8.49105358f, first);
        Assert.Equal(MathF.BitDecrement(1f), ScalarMath.Tanh(MathF.BitDecrement(first)));
        Assert.Equal(-1f, ScalarMath.Tanh(-first));
    }
}
