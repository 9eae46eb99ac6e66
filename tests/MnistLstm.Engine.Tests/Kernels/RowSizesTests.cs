using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Cells;
using MnistLstm.Engine.Kernels.Gradients;
using MnistLstm.Engine.Kernels.Subnormals;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Tests.Kernels;

/// <summary>What is known of the sizes of gradients that have vanished, and what is not read for it.</summary>
public sealed unsafe class RowSizesTests
{
    private const int Rows = 23;

    static RowSizesTests() => Magnitudes.SmallestAreSlow = true;

    [Theory]
    [InlineData(SimdWidth.Vector128)]
    [InlineData(SimdWidth.Vector256)]
    [InlineData(SimdWidth.Vector512)]
    public void A_cell_notes_how_large_the_gradients_of_a_row_are_that_have_vanished(SimdWidth width)
    {
        const int Hidden = 20;
        int padded = Padding.Of(Hidden);
        using NativeBuffer dh = VanishedGradients.Of(Rows * padded, -140, seed: 1);
        using NativeBuffer dc = VanishedGradients.Of(Rows * padded, -140, seed: 2);
        using Floats gates = new(Rows * 4 * padded, seed: 3);
        using Floats tanhCell = new(Rows * padded, seed: 4);
        using Floats previous = new(Rows * padded, seed: 5);
        using Floats hidden = new(Rows * padded, seed: 6);
        using NativeBuffer sizes = new(Rows * RowSizes.Floats(4));

        // One row's gradients are as large as ever.
        new Span<float>(dh.Pointer + (7 * padded), Hidden).Fill(2000f);
        LstmBackwardArgs step = VanishedGradients.Lstm(Rows, Hidden, dh, dc, gates, tanhCell, previous);
        step.PreviousHidden = hidden.Pointer;
        step.PreviousHiddenPitch = padded;
        step.Sizes = new RowSizes(sizes.Pointer, 4);
        KernelSet.Of(width).LstmBackward(step);

        for (int row = 0; row < Rows; row++)
        {
            float[] expected = row == 7
                ? [.. Enumerable.Repeat(float.PositiveInfinity, 5)]
                : [.. Enumerable.Range(0, 4).Select(gate => Largest(gates.Pointer + (((row * 4) + gate) * padded), Hidden)),
                    Largest(hidden.Pointer + (row * padded), Hidden)];
            Assert.Equal(expected, new Span<float>(sizes.Pointer + (row * 5), 5).ToArray());
        }
    }

    [Theory]
    [InlineData(SimdWidth.Vector128, 70)]
    [InlineData(SimdWidth.Vector256, 70)]
    [InlineData(SimdWidth.Vector512, 70)]
    [InlineData(SimdWidth.Vector512, 1)]
    public void A_block_that_is_known_to_add_nothing_is_not_read(SimdWidth width, int columns)
    {
        const int All = 2 * GradientBlocks.Rows;
        const int J = 37;
        using NativeBuffer d = VanishedGradients.Of(All * (long)Padding.Of(J), 0, seed: 1);
        using Floats x = new(All * (long)Padding.Of(columns), seed: 2);
        using NativeBuffer scratch = new(GradientBlocks.Scratch(J, columns));
        using NativeBuffer output = new((long)J * columns);
        using NativeBuffer largest = new(2 * All);

        // The second block's gradients are said to be a step of the smallest floats' grid, and all that they are multiplied with a quarter.
        new Span<float>(largest.Pointer, All).Fill(float.PositiveInfinity);
        new Span<float>(d.Pointer + (GradientBlocks.Rows * Padding.Of(J)), GradientBlocks.Rows * Padding.Of(J)).Fill(float.NaN);
        for (int row = GradientBlocks.Rows; row < All; row++)
        {
            largest.Pointer[2 * row] = float.Epsilon;
            largest.Pointer[(2 * row) + 1] = 0.25f;
        }

        GradientArgs args = VanishedGradients.Product(All, d, J, x, columns, output, scratch);
        args.LargestD = largest.Pointer;
        args.LargestX = largest.Pointer + 1;
        args.LargestPitch = 2;
        KernelSet.Of(width).Gradients(&args, 1);
        float[] known = output.Span(J * columns).ToArray();
        args.Rows = GradientBlocks.Rows;
        KernelSet.Of(width).Gradients(&args, 1);
        Assert.Equal(output.Span(J * columns).ToArray(), known);

        // Half of a step is not nothing, so then it is read: of the first block nothing is left, of the second a step for each.
        new Span<float>(d.Pointer, GradientBlocks.Rows * Padding.Of(J)).Clear();
        new Span<float>(d.Pointer + (GradientBlocks.Rows * Padding.Of(J)), GradientBlocks.Rows * Padding.Of(J)).Fill(float.Epsilon);
        args.Rows = All;
        largest.Pointer[(2 * All) - 1] = 0.5f;
        KernelSet.Of(width).Gradients(&args, 1);
        Assert.All(output.Span(J * columns).ToArray(), sum => Assert.NotEqual(0f, sum));
    }

    private static float Largest(float* values, int count) => new Span<float>(values, count).ToArray().Max(MathF.Abs);
}
