namespace MnistLstm.Engine.Random;

/// <summary>
/// PyTorch's CPU random state: the 32-bit Mersenne Twister of Matsumoto and Nishimura (1998), seeded and drawn from as
/// <c>torch.manual_seed</c> and <c>at::mt19937</c> do.
/// </summary>
public sealed class Mt19937
{
    private const int N = Mt19937State.WordCount;
    private const int M = 397;

    private readonly uint[] _state = new uint[N];
    private readonly uint[] _drawn = new uint[N];   // the draws of the state's words
    private int _next = N;

    /// <summary>Seeds as <c>torch.manual_seed(seed)</c> does: only the low 32 bits matter, negative seeds are two's complement.</summary>
    /// <param name="seed">The seed.</param>
    public Mt19937(long seed)
    {
        uint x = unchecked((uint)seed);
        _state[0] = x;
        for (int i = 1; i < N; i++)
        {
            x = (1812433253u * (x ^ (x >> 30))) + (uint)i;
            _state[i] = x;
        }
    }

    /// <summary>The next 32 bits.</summary>
    public uint NextUInt32()
    {
        if (_next == N)
        {
            MersenneBlock.Twist(_state);
            MersenneBlock.Temper(_state, _drawn);
            _next = 0;
        }

        return _drawn[_next++];
    }

    /// <summary>The next 64 bits: the first draw is the high half.</summary>
    public ulong NextUInt64()
    {
        ulong high = NextUInt32();
        return (high << 32) | NextUInt32();
    }

    /// <summary>What <c>torch.empty((), dtype=torch.int64).random_()</c> gives: 0 … 2^63 - 1.</summary>
    public long NextInt64() => (long)(NextUInt64() & long.MaxValue);

    /// <summary>Fills with <c>uniform_(from, to)</c>: one draw an element, in order, x = (u mod 2^24)·2^-24, then fma(x, to - from, from).</summary>
    /// <param name="values">Receives them.</param>
    /// <param name="from">The least value.</param>
    /// <param name="to">What all values are below, but for rounding.</param>
    public void FillUniform(Span<float> values, double from, double to)
    {
        float a = (float)from;
        float range = (float)to - a;
        for (int i = 0; i < values.Length; i++)
        {
            float x = (NextUInt32() & 0xFFFFFF) * (1f / (1 << 24));
            values[i] = MathF.FusedMultiplyAdd(x, range, a);
        }
    }

    /// <summary>
    /// Draws <c>bernoulli_(probability)</c> into bits, the lowest of each byte first: two draws an element, in order, a success (a bit that is set)
    /// being (random64 mod 2^53)·2^-53 &lt; probability.
    /// </summary>
    /// <param name="bits">Receives them; the last byte is filled up with zeros.</param>
    /// <param name="count">Elements.</param>
    /// <param name="probability">Of a success.</param>
    public void FillBernoulli(Span<byte> bits, int count, double probability)
    {
        ulong bound = MersenneBlock.Bound(probability);
        BitWriter writer = new(bits);
        while (count > 0)
        {
            // What is left of this block is taken at once; the draw that lies across its end, or begins the next, by itself.
            int whole = Math.Min(count, (N - _next) / 2);
            MersenneBlock.Choose(_drawn.AsSpan(_next, 2 * whole), bound, ref writer);
            _next += 2 * whole;
            count -= whole;
            if (count > 0)
            {
                writer.Add(MersenneBlock.Low53(NextUInt64()) < bound ? 1u : 0u, 1);
                count--;
            }
        }

        writer.Finish();
    }

    /// <summary>Writes <c>torch.randperm(n)</c>, n being the span's length: n - 1 draws.</summary>
    /// <param name="values">Receives 0 … n - 1 in the order drawn.</param>
    public void FillPermutation(Span<int> values)
    {
        int n = values.Length;
        for (int i = 0; i < n; i++)
        {
            values[i] = i;
        }

        for (int i = 0; i < n - 1; i++)
        {
            int z = (int)(NextUInt32() % (uint)(n - i));
            (values[i], values[i + z]) = (values[i + z], values[i]);
        }
    }

    /// <summary>The state as it is now; later draws do not change it.</summary>
    public Mt19937State Save() => new(_state, _next);

    /// <summary>Goes on from a state that <see cref="Save"/> gave: all draws that follow are those that followed then.</summary>
    /// <param name="state">The state; it is copied.</param>
    public void Restore(Mt19937State state)
    {
        ArgumentNullException.ThrowIfNull(state);
        state.Words.CopyTo(_state);
        MersenneBlock.Temper(_state, _drawn);
        _next = state.Position;
    }
}
