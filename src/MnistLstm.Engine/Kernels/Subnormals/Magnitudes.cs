using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MnistLstm.Engine.Kernels.Simd;

namespace MnistLstm.Engine.Kernels.Subnormals;

/// <summary>
/// How large some gradients are. Gradients vanish over many time steps: they halve and halve, until they are among the smallest floats or nothing is left.
/// </summary>
internal unsafe ref struct Magnitudes
{
    private const uint Magnitude = 0x7fffffff;

    /// <summary>Below it (2^-118) many a product with a weight is among the smallest floats, which are those below 2^-126.</summary>
    private const uint NearBelow = (127 - 118) << 23;

    /// <summary>Below it (2^-114) many a sum of such products is, where no larger gradient is added.</summary>
    private const uint SumsAreNearBelow = (127 - 114) << 23;

    /// <summary>From here on (2^10) a gradient is not scaled up.</summary>
    private const uint LargeFrom = (127 + 10) << 23;

    /// <summary>From here on a number is no factor of what is scaled up: below, all sums stay far from infinity.</summary>
    private const float LargeFactor = 1 << 20;

    // An FMA of the smallest floats takes some hundred times as long as another, the way around it some ten times.
    private const int NearOfAll = 32;
    private const int SmallestOfAll = 16;

    private long _values;
    private long _near;
    private long _smallest;
    private uint _largest;

    /// <summary>Whether this processor is slow with the smallest floats. No result depends on it; tests set it, to go both ways on any machine.</summary>
    public static bool SmallestAreSlow { get; set; } = IsIntel();

    private Magnitudes(uint largest, uint near, int values)
    {
        _largest = largest;
        _near = near;
        _values = values;
    }

    /// <summary>Those of numbers of which only the largest magnitude is known.</summary>
    public static Magnitudes UpTo(float largest) => new(BitConverter.SingleToUInt32Bits(largest), 0, 0);

    /// <summary>The largest magnitude so far.</summary>
    public readonly float Largest => BitConverter.UInt32BitsToSingle(_largest);

    /// <summary>Whether none can be multiplied in another way than plainly: it is large, infinite or no number.</summary>
    public readonly bool HasLarge => _largest >= LargeFrom;

    /// <summary>Whether so many are so near to the smallest floats that another way to multiply is worth while, or all are there.</summary>
    public readonly bool HaveVanished => _largest < Scaling.LeastNormal
        || (SmallestAreSlow && !HasLarge && _near * NearOfAll > _values);

    /// <summary>Whether it is worth while to sum products with them in another way: they are among the smallest floats, or their sums are.</summary>
    public readonly bool SumsHaveVanished => _largest < Scaling.LeastNormal
        || (SmallestAreSlow && !HasLarge && (_largest < SumsAreNearBelow || _smallest * SmallestOfAll > _values));

    /// <summary>Whether the chains of products with numbers up to <paramref name="factor"/> are where they begin to the last, each product being less than
    /// half of a grid's step.</summary>
    public readonly bool AreNothingTimes(float factor) => Steps(factor) < 0.5;

    /// <summary>Whether all sums of so many products with numbers up to <paramref name="factor"/> are on the grid of the smallest floats, 2^22 steps
    /// at most.</summary>
    public readonly bool StayOnGrid(float factor, int count) => Steps(factor) * count <= 1 << 22;

    /// <summary>The largest magnitude of some numbers, or infinity where one is too large to be a factor of what has vanished.</summary>
    public static float LargestFactor(float* values, long count)
    {
        Magnitudes magnitudes = default;
        magnitudes.Add(values, count);
        return magnitudes.Largest < LargeFactor ? magnitudes.Largest : float.PositiveInfinity;
    }

    /// <summary>Whether it is worth while to look at each of some rows of gradients, by a sample of them.</summary>
    public static bool MayHaveVanished(float* gradients, long pitch, int rows, int count)
    {
        const int Samples = 4;
        for (int sample = 0; sample < Samples; sample++)
        {
            Magnitudes magnitudes = default;
            magnitudes.Add(gradients + (rows * sample / Samples * pitch), count);
            if (magnitudes.HaveVanished)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Finds the magnitudes of each column of some rows, without those that <see cref="SumsHaveVanished"/> asks for.</summary>
    /// <param name="gradients">The first row.</param>
    /// <param name="pitch">Floats between rows.</param>
    /// <param name="rows">Their number.</param>
    /// <param name="count">Columns, whole vectors of 16.</param>
    /// <param name="largest">The largest of each column.</param>
    /// <param name="near">How many of each column are near to the smallest floats.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void OfColumns(float* gradients, long pitch, int rows, int count, uint* largest, uint* near)
    {
        new Span<uint>(largest, count).Clear();
        new Span<uint>(near, count).Clear();
        for (int r = 0; r < rows; r++)
        {
            uint* row = (uint*)gradients + (r * pitch);
            for (int n = 0; n < count; n += Vector512<uint>.Count)
            {
                Vector512<uint> magnitude = Vector512.Load(row + n) & Vector512.Create(Magnitude);
                Vector512.Max(Vector512.Load(largest + n), magnitude).Store(largest + n);
                (Vector512.Load(near + n) - Vector512.LessThan(magnitude - Vector512<uint>.One, Vector512.Create(NearBelow - 1))).Store(near + n);
            }
        }
    }

    /// <summary>A column's of <see cref="OfColumns"/>.</summary>
    public static Magnitudes OfColumn(uint largest, uint near, int rows) => new(largest, near, rows);

    /// <summary>Adds some numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(float* values, long count)
    {
        long n = 0;
        Vector512<uint> near = Vector512<uint>.Zero;
        Vector512<uint> smallest = Vector512<uint>.Zero;
        Vector512<uint> largest = Vector512<uint>.Zero;
        for (; n <= count - Vector512<uint>.Count; n += Vector512<uint>.Count)
        {
            // Zeros are not near. A comparison that holds is all ones: -1.
            Vector512<uint> magnitude = Vector512.Load((uint*)values + n) & Vector512.Create(Magnitude);
            Vector512<uint> less = magnitude - Vector512<uint>.One;
            near -= Vector512.LessThan(less, Vector512.Create(NearBelow - 1));
            smallest -= Vector512.LessThan(less, Vector512.Create((uint)Scaling.LeastNormal - 1));
            largest = Vector512.Max(largest, magnitude);
        }

        Vector256<uint> eight = Vector256.Max(largest.GetLower(), largest.GetUpper());
        Vector128<uint> four = Vector128.Max(eight.GetLower(), eight.GetUpper());
        _largest = Math.Max(_largest, Math.Max(Math.Max(four[0], four[1]), Math.Max(four[2], four[3])));
        _near += Count(near);
        _smallest += Count(smallest);

        for (; n < count; n++)
        {
            uint magnitude = ((uint*)values)[n] & Magnitude;
            _near += magnitude - 1 < NearBelow - 1 ? 1 : 0;
            _smallest += magnitude - 1 < (uint)Scaling.LeastNormal - 1 ? 1 : 0;
            _largest = Math.Max(_largest, magnitude);
        }

        _values += count;
    }

    // Whole numbers, so that their order does not matter.
    private static long Count(Vector512<uint> lanes)
    {
        Vector256<uint> eight = lanes.GetLower() + lanes.GetUpper();
        Vector128<uint> four = eight.GetLower() + eight.GetUpper();
        return (long)four[0] + four[1] + four[2] + four[3];
    }

    private readonly double Steps(float factor) => (double)Largest * factor / float.Epsilon;

    // AMD's and Arm's take next to no longer.
    private static bool IsIntel()
    {
        const int Genu = 0x756e6547;
        return X86Base.IsSupported && X86Base.CpuId(0, 0).Ebx == Genu;
    }
}
