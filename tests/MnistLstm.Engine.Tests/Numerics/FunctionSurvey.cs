namespace MnistLstm.Engine.Tests.Numerics;

/// <summary>
/// Walks through the floats in ascending order and measures a function of one: its error in units in the last place of the exact result
/// rounded to float, and by how much it ever falls where it should rise.
/// </summary>
/// <param name="MaxUlp">The largest error, over results that are normal floats.</param>
/// <param name="MaxUlpAt">Where.</param>
/// <param name="MaxFall">The largest fall from one float to the next, in units in the last place; 0 for a monotonic function.</param>
/// <param name="MaxFallAt">Where it falls to.</param>
internal sealed record FunctionSurvey(double MaxUlp, float MaxUlpAt, int MaxFall, float MaxFallAt)
{
    private const int BlockLength = 256;

    /// <summary>All floats when MNIST_LSTM_EXHAUSTIVE=1 (about ten minutes for four functions), else one block of 256 in 1,000.</summary>
    public static bool Exhaustive => Environment.GetEnvironmentVariable("MNIST_LSTM_EXHAUSTIVE") == "1";

    public static FunctionSurvey Of(Func<float, float> function, Func<double, double> exact)
    {
        long step = Exhaustive ? BlockLength : 1000L * BlockLength;
        long last = Key(float.PositiveInfinity);
        FunctionSurvey total = new(0, 0, 0, 0);
        object gate = new();
        long first = Key(float.NegativeInfinity);
        Parallel.For(0L, ((last - first) / step) + 1, () => new FunctionSurvey(0, 0, 0, 0),
            (block, _, survey) => survey.Walk(function, exact, first + (block * step), last), survey =>
        {
            lock (gate)
            {
                total = total.With(survey);
            }
        });
        return total;
    }

    private static long Key(float x)
    {
        int bits = BitConverter.SingleToInt32Bits(x);
        return bits < 0 ? int.MinValue - (long)bits : bits;
    }

    private static float Value(long key) => BitConverter.Int32BitsToSingle(key < 0 ? (int)(int.MinValue - key) : (int)key);

    private FunctionSurvey Walk(Func<float, float> function, Func<double, double> exact, long key, long last)
    {
        FunctionSurvey survey = this;
        float previous = function(Value(Math.Max(key - 1, Key(float.NegativeInfinity))));
        for (long k = key; k < key + BlockLength && k <= last; k++)
        {
            float x = Value(k);
            float y = function(x);
            double wanted = exact(x);
            float rounded = (float)wanted;
            if (float.IsNormal(rounded) && float.IsNormal(y))
            {
                double ulp = MathF.BitIncrement(MathF.Abs(rounded)) - (double)MathF.Abs(rounded);
                double error = Math.Abs(y - wanted) / ulp;
                if (error > survey.MaxUlp)
                {
                    survey = survey with { MaxUlp = error, MaxUlpAt = x };
                }
            }

            if (y < previous)
            {
                int fall = (int)Math.Min(int.MaxValue, Key(previous) - Key(y));
                if (fall > survey.MaxFall)
                {
                    survey = survey with { MaxFall = fall, MaxFallAt = x };
                }
            }

            previous = y;
        }

        return survey;
    }

    private FunctionSurvey With(FunctionSurvey other)
    {
        FunctionSurvey worse = other.MaxUlp > MaxUlp ? other : this;
        FunctionSurvey fall = other.MaxFall > MaxFall ? other : this;
        return new FunctionSurvey(worse.MaxUlp, worse.MaxUlpAt, fall.MaxFall, fall.MaxFallAt);
    }
}
