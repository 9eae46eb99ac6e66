using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace MnistLstm.Engine.Kernels.Subnormals;

/// <summary>How near to zero the gradients of a part of a product are. Gradients vanish over many time steps: they halve and halve until nothing is left.</summary>
internal enum Nearness
{
    /// <summary>Far enough, or so few near that it does not matter.</summary>
    Far,

    /// <summary>Many are so near that their products may be among the smallest floats.</summary>
    Near,

    /// <summary>All are zero.</summary>
    Zero,
}

/// <summary>Looks at gradients for what their products would come to.</summary>
internal static unsafe class Magnitudes
{
    /// <summary>Below it a product with a weight may be among the smallest floats, which begin at 2^-126.</summary>
    private const uint NearBelow = (127 - 104) << 23;

    /// <summary>From here on a number is not scaled up.</summary>
    private const uint LargeFrom = (127 + 10) << 23;

    /// <summary>From here on a number is not multiplied by one that is scaled up: below, all sums stay far from infinity.</summary>
    private const uint LargeFactor = (127 + 20) << 23;
    private const uint Magnitude = 0x7fffffff;

    // An FMA of the smallest floats takes some hundred times as long as another, the way around it some ten times.
    private const int NearOfAll = 32;

    /// <summary>Whether this processor is slow with the smallest floats. Results do not depend on it; tests set it, to go both ways on any machine.</summary>
    public static bool SmallestAreSlow { get; set; } = IsIntel();

    /// <summary>Counts values near to zero; the rows are looked at one after the other.</summary>
    public ref struct Counter
    {
        private long _values;
        private long _near;
        private long _zeros;
        private bool _large;

        /// <summary>What the values so far come to.</summary>
        public readonly Nearness Nearness =>
            _zeros == _values ? Nearness.Zero
            : SmallestAreSlow && !_large && _near * NearOfAll > _values ? Nearness.Near
            : Nearness.Far;

        /// <summary>Whether any value is too large to be scaled up, or none at all.</summary>
        public readonly bool HasLarge => _large;

        /// <summary>Adds a row.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Add(float* row, int count)
        {
            int n = 0;
            Vector512<uint> near = Vector512<uint>.Zero;
            Vector512<uint> zeros = Vector512<uint>.Zero;
            Vector512<uint> large = Vector512<uint>.Zero;
            for (; n <= count - Vector512<uint>.Count; n += Vector512<uint>.Count)
            {
                // A comparison that holds is all ones: -1.
                Vector512<uint> magnitude = Vector512.Load((uint*)row + n) & Vector512.Create(Magnitude);
                near -= Vector512.LessThan(magnitude, Vector512.Create(NearBelow));
                zeros -= Vector512.Equals(magnitude, Vector512<uint>.Zero);
                large |= Vector512.GreaterThanOrEqual(magnitude, Vector512.Create(LargeFrom));
            }

            uint nearOnes = Vector512.Sum(near);
            uint zeroOnes = Vector512.Sum(zeros);
            bool isLarge = large != Vector512<uint>.Zero;
            for (; n < count; n++)
            {
                uint magnitude = ((uint*)row)[n] & Magnitude;
                nearOnes += magnitude < NearBelow ? 1u : 0u;
                zeroOnes += magnitude == 0 ? 1u : 0u;
                isLarge |= magnitude >= LargeFrom;
            }

            _values += count;
            _zeros += zeroOnes;
            _near += nearOnes - zeroOnes;
            _large |= isLarge;
        }
    }

    /// <summary>Whether all values may be factors of what is zero or scaled up: none is large, infinite or no number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool AreFactors(float* values, long count)
    {
        Vector512<uint> beyond = Vector512<uint>.Zero;
        long n = 0;
        for (; n <= count - Vector512<uint>.Count; n += Vector512<uint>.Count)
        {
            beyond |= Vector512.GreaterThanOrEqual(Vector512.Load((uint*)values + n) & Vector512.Create(Magnitude), Vector512.Create(LargeFactor));
        }

        bool isBeyond = beyond != Vector512<uint>.Zero;
        for (; n < count; n++)
        {
            isBeyond |= (((uint*)values)[n] & Magnitude) >= LargeFactor;
        }

        return !isBeyond;
    }

    /// <summary>Whether nothing is a zero with a minus.</summary>
    public static bool HasNoNegativeZero(float* values, int count)
    {
        for (int n = 0; n < count; n++)
        {
            if (((uint*)values)[n] == ~Magnitude)
            {
                return false;
            }
        }

        return true;
    }

    // AMD's and Arm's take next to no longer.
    private static bool IsIntel()
    {
        const int Genu = 0x756e6547;
        return X86Base.IsSupported && X86Base.CpuId(0, 0).Ebx == Genu;
    }
}
