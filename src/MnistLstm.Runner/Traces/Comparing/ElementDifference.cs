using System.Globalization;
using System.Runtime.InteropServices;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Runner.Traces.Content;
using MnistLstm.Training;

namespace MnistLstm.Runner.Traces.Comparing;

/// <summary>The first element in which two tensors differ.</summary>
/// <param name="Index">Its index in row-major order.</param>
/// <param name="Place">Its index along each dimension.</param>
/// <param name="Count">Elements of the tensor.</param>
/// <param name="Differing">Elements that differ.</param>
/// <param name="There">The other side's value as text.</param>
/// <param name="Here">The value here.</param>
/// <param name="ThereBits">The other side's bits in hex; empty for integers.</param>
/// <param name="HereBits">The bits here.</param>
/// <param name="Distance">How far apart the two are; null where that says nothing.</param>
internal sealed record ElementDifference(
    int Index, IReadOnlyList<int> Place, int Count, int Differing, string There, string Here, string ThereBits, string HereBits, string? Distance)
{
    /// <summary>Compares bit for bit; null when nothing differs.</summary>
    /// <param name="tensor">What is compared.</param>
    /// <param name="there">The other side's raw values.</param>
    /// <param name="here">The raw values here.</param>
    /// <exception cref="TraceException">There are more values on one side.</exception>
    public static ElementDifference? First(TraceTensor tensor, byte[] there, byte[] here)
    {
        if (there.Length != here.Length)
        {
            throw new TraceException(string.Create(CultureInfo.InvariantCulture,
                $"{tensor.Title}: {there.Length} bytes there, {here.Length} here; the builds make tensors of different sizes"));
        }

        return tensor.Kind == TensorKind.Metric
            ? First(tensor, MemoryMarshal.Cast<byte, ulong>(there), MemoryMarshal.Cast<byte, ulong>(here), Metric)
            : First(tensor, MemoryMarshal.Cast<byte, uint>(there), MemoryMarshal.Cast<byte, uint>(here), tensor.Kind == TensorKind.Samples ? Sample : Float);
    }

    private static ElementDifference? First<T>(TraceTensor tensor, ReadOnlySpan<T> there, ReadOnlySpan<T> here, Func<T, T, ElementText> text)
        where T : unmanaged, IEquatable<T>
    {
        int index = there.CommonPrefixLength(here);
        if (index == there.Length)
        {
            return null;
        }

        int differing = 0;
        for (int i = index; i < there.Length; i++)
        {
            differing += there[i].Equals(here[i]) ? 0 : 1;
        }

        ElementText words = text(there[index], here[index]);
        return new ElementDifference(
            index, PlaceOf(index, tensor.Shape ?? [there.Length]), there.Length, differing, words.There, words.Here, words.ThereBits, words.HereBits,
            words.Distance);
    }

    private static int[] PlaceOf(int index, IReadOnlyList<int> shape)
    {
        int[] place = new int[shape.Count];
        for (int d = shape.Count - 1; d >= 0; d--)
        {
            (index, place[d]) = Math.DivRem(index, shape[d]);
        }

        return place;
    }

    private static ElementText Sample(uint there, uint here) =>
        new(there.ToString(CultureInfo.InvariantCulture), here.ToString(CultureInfo.InvariantCulture), "", "", null);

    private static ElementText Float(uint there, uint here)
    {
        (float x, float y) = (BitConverter.UInt32BitsToSingle(there), BitConverter.UInt32BitsToSingle(here));
        ulong ulps = (ulong)Math.Abs(Ordered(unchecked((int)there)) - Ordered(unchecked((int)here)));
        return new ElementText(
            x.ToString("R", CultureInfo.InvariantCulture),
            y.ToString("R", CultureInfo.InvariantCulture),
            "0x" + there.ToString("x8", CultureInfo.InvariantCulture),
            "0x" + here.ToString("x8", CultureInfo.InvariantCulture),
            float.IsFinite(x) && float.IsFinite(y) ? Ulps.Describe(ulps, x, y) : null);
    }

    private static ElementText Metric(ulong there, ulong here)
    {
        (double x, double y) = (BitConverter.UInt64BitsToDouble(there), BitConverter.UInt64BitsToDouble(here));
        return new ElementText(
            MetricText(there),
            MetricText(here),
            "0x" + there.ToString("x16", CultureInfo.InvariantCulture),
            "0x" + here.ToString("x16", CultureInfo.InvariantCulture),
            double.IsFinite(x) && double.IsFinite(y) ? Ulps.Describe(Snapshots.NumberDifference.Ulps(x, y), x, y) : null);
    }

    private static string MetricText(ulong bits) =>
        bits == TraceObserver.NotEvaluated ? "not evaluated" : BitConverter.UInt64BitsToDouble(bits).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>Bits as numbers that ascend with the values; +0 and -0 are one apart, as their bits differ.</summary>
    private static long Ordered(int bits) => bits < 0 ? (long)int.MinValue - bits - 1 : bits;

    private readonly record struct ElementText(string There, string Here, string ThereBits, string HereBits, string? Distance);
}
