using MnistLstm.Engine.Numerics;

namespace MnistLstm.Engine.Random;

/// <summary>
/// <c>normal_(0, std)</c> as PyTorch's vector code draws it: sixteen uniform numbers at a time become sixteen normal ones by Box and Muller's
/// transform, in float. Fewer than sixteen values are drawn one by one, in double, as PyTorch does, of whose pairs the second waits for the next call.
/// </summary>
/// <param name="random">The generator.</param>
internal sealed class NormalDraws(Mt19937 random)
{
    private const int Block = 16;
    private double? _waiting;

    /// <summary>Fills a tensor.</summary>
    /// <param name="values">Its values.</param>
    /// <param name="std">The standard deviation.</param>
    public void Fill(Span<float> values, double std)
    {
        if (values.Length < Block)
        {
            foreach (ref float value in values)
            {
                value = (float)(Single() * std);
            }

            return;
        }

        random.FillUniform(values, 0, 1);
        int whole = values.Length / Block * Block;
        for (int at = 0; at < whole; at += Block)
        {
            Transform(values.Slice(at, Block), (float)std);
        }

        if (whole < values.Length)
        {
            // The last sixteen are drawn anew, those among them that were done already too.
            Span<float> last = values[^Block..];
            random.FillUniform(last, 0, 1);
            Transform(last, (float)std);
        }
    }

    private static void Transform(Span<float> values, float std)
    {
        const float TwoPi = (float)(2 * Math.PI);
        const int Half = Block / 2;
        for (int j = 0; j < Half; j++)
        {
            float radius = MathF.Sqrt(-2f * NormalMath.Log(1f - values[j]));
            (float sin, float cos) = NormalMath.SinCos(TwoPi * values[j + Half]);
            values[j] = radius * cos * std;
            values[j + Half] = radius * sin * std;
        }
    }

    private double Single()
    {
        if (_waiting is { } second)
        {
            _waiting = null;
            return second;
        }

        double u1 = Uniform53();
        double u2 = Uniform53();
        double radius = Math.Sqrt(-2.0 * DoubleMath.Log(1 - u2));
        double theta = 2.0 * Math.PI * u1;
        _waiting = radius * DoubleMath.Sin(theta);
        return radius * DoubleMath.Cos(theta);
    }

    private double Uniform53() => (random.NextUInt64() & ((1UL << 53) - 1)) * (1.0 / (1L << 53));
}
