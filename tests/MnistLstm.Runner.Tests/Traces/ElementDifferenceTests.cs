using System.Runtime.InteropServices;
using MnistLstm.Runner.Traces.Comparing;
using MnistLstm.Runner.Traces.Content;

namespace MnistLstm.Runner.Tests.Traces;

public class ElementDifferenceTests
{
    private static readonly TraceTensor s_matrix = new(TensorKind.Weight, "w", 0, [2, 3]);

    [Fact]
    public void Equal_values_have_no_difference() => Assert.Null(Floats([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]));

    [Fact]
    public void The_first_of_several_is_told_with_its_place_bits_and_distance()
    {
        ElementDifference? found = Floats([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, MathF.BitIncrement(5), 7]);
        Assert.Equal((4, 6, 2), (found!.Index, found.Count, found.Differing));
        Assert.Equal([1, 1], found.Place);
        Assert.Equal(("5", "0x40a00000", "5.0000005", "0x40a00001", "1 ulp"), (found.There, found.ThereBits, found.Here, found.HereBits, found.Distance));
    }

    [Fact]
    public void Zeros_of_both_signs_differ_by_one_ulp() => Assert.Equal("1 ulp", Floats([0f], [-0f])?.Distance);

    [Fact]
    public void Far_numbers_are_told_relatively_too() => Assert.Equal("8,388,608 ulps, relative 5.0e-1", Floats([1f], [2f])?.Distance);

    [Fact]
    public void NaN_has_no_distance() => Assert.Null(Floats([1f], [float.NaN])!.Distance);

    [Fact]
    public void The_same_NaN_is_equal() => Assert.Null(Floats([float.NaN], [float.NaN]));

    [Fact]
    public void Samples_are_whole_numbers() =>
        Assert.Equal(("7", "9"),
            ElementDifference.First(new TraceTensor(TensorKind.Samples), BitConverter.GetBytes(7), BitConverter.GetBytes(9)) is { } d ? (d.There, d.Here)
                : default);

    [Fact]
    public void A_metric_that_was_not_evaluated_says_so() => Assert.Equal(
        "not evaluated",
        ElementDifference.First(new TraceTensor(TensorKind.Metric, "test_loss"), BitConverter.GetBytes(TraceObserver.NotEvaluated),
            BitConverter.GetBytes(0.5))?.There);

    [Fact]
    public void Tensors_of_different_sizes_are_an_error() =>
        Assert.Contains("4 bytes there, 8 here", Assert.Throws<TraceException>(() => Floats([1f], [1f, 2f])).Message);

    private static ElementDifference? Floats(float[] there, float[] here) =>
        ElementDifference.First(s_matrix, MemoryMarshal.AsBytes(there.AsSpan()).ToArray(), MemoryMarshal.AsBytes(here.AsSpan()).ToArray());
}
