using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Gradients;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class GradientTests
{
    [Theory]
    [ClassData(typeof(Widths))]
    public void Every_size_gives_the_scalar_bits(SimdWidth width)
    {
        for (int j = 1; j <= 20; j++)
        {
            AssertSame(width, rows: 31, j, columns: 28);
        }

        for (int columns = 1; columns <= 131; columns++)
        {
            AssertSame(width, rows: 5, j: 7, columns);
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Chains_go_on_from_block_to_block_of_rows(SimdWidth width)
    {
        foreach (int rows in new[] { 0, 1, 95, 96, 97, 192, 300 })
        {
            AssertSame(width, rows, j: 6, columns: 17);
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Rows_in_two_calls_give_the_bits_of_one(SimdWidth width)
    {
        foreach ((int j, int columns) in new[] { (6, 17), (17, 6), (37, 66), (70, 3), (16, 64), (64, 65) })
        {
            foreach (bool lastApart in new[] { false, true })
            {
                float[] whole = Sums(rows => [rows]);
                Assert.Equal(whole, Sums(rows => [192, rows - 192]));
                Assert.Equal(whole, Sums(rows => [96, 0, rows - 96]));

                float[] Sums(Func<int, int[]> parts)
                {
                    using Floats d = new(301 * 80, seed: 1);
                    using Floats x = new(301 * 80, seed: 2);
                    using Floats scratch = new(GradientBlocks.Scratch(j, columns), seed: 3);
                    using Floats output = new(j * columns, seed: 4);
                    int others = lastApart ? columns - 1 : columns;
                    int done = 0;
                    foreach (int rows in parts(300))
                    {
                        KernelSet.Of(width).Gradient(new GradientArgs
                        {
                            Rows = rows, D = d.Pointer + (done * 80), DPitch = 80, J = j, X = x.Pointer + (done * 80), XPitch = 80, Columns = columns,
                            Output = output.Pointer, OutputPitch = others, LastColumn = lastApart ? output.Pointer + (j * others) : null,
                            Continues = done > 0, Scratch = scratch.Pointer,
                        });
                        done += rows;
                    }

                    return new Span<float>(output.Pointer, j * columns).ToArray();
                }
            }
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Products_side_by_side_give_what_each_gives_alone(SimdWidth width)
    {
        using Floats d = new(301 * 64, seed: 1);
        using Floats x = new(301 * 48, seed: 2);
        float one = 1f;
        GradientArgs first = new() { Rows = 300, D = d.Pointer, DPitch = 64, J = 37, X = x.Pointer, XPitch = 48, Columns = 28, OutputPitch = 28 };
        GradientArgs shifted = first with { Rows = 200, D = d.Pointer + (100 * 64), X = x.Pointer + 3, Columns = 33, OutputPitch = 33 };
        GradientArgs bias = first with { X = &one, XPitch = 0, Columns = 1, OutputPitch = 1 };
        GradientArgs empty = shifted with { Rows = 0 };
        GradientArgs[] products = [first, shifted, bias, empty];
        using Floats scratch = new(products.Sum(p => GradientBlocks.Scratch(p.J, p.Columns)), seed: 3);
        using Floats together = new(products.Sum(p => p.J * p.Columns));
        using Floats alone = new(products.Sum(p => p.J * p.Columns));
        GradientArgs* all = stackalloc GradientArgs[products.Length];
        long used = 0;
        long written = 0;
        for (int p = 0; p < products.Length; p++)
        {
            products[p].Scratch = scratch.Pointer + used;
            all[p] = products[p] with { Output = together.Pointer + written };
            KernelSet.Of(SimdWidth.Scalar).Gradient(products[p] with { Output = alone.Pointer + written });
            used += GradientBlocks.Scratch(products[p].J, products[p].Columns);
            written += products[p].J * products[p].Columns;
        }

        KernelSet.Of(width).Gradients(all, products.Length);
        Assert.Equal(alone.Bits(), together.Bits());
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void The_last_column_can_go_elsewhere(SimdWidth width)
    {
        foreach ((int j, int columns) in new[] { (1, 1), (1, 2), (7, 17), (16, 29), (40, 33), (64, 29), (64, 65), (70, 64), (37, 129) })
        {
            using Floats d = new(101 * 80, seed: 1);
            using Floats x = new(101 * 144, seed: 2);
            using Floats scratch = new(GradientBlocks.Scratch(j, columns), seed: 3);
            using Floats whole = new(j * columns);
            using Floats others = new((j * columns) + 1, seed: 4);
            using Floats last = new(j + 1, seed: 5);
            uint behindOthers = others.Bits()[j * (columns - 1)];
            uint behindLast = last.Bits()[j];
            GradientArgs args = new()
            {
                Rows = 100, D = d.Pointer, DPitch = 80, J = j, X = x.Pointer, XPitch = 144, Columns = columns, Output = whole.Pointer, OutputPitch = columns,
                Scratch = scratch.Pointer,
            };

            KernelSet.Of(SimdWidth.Scalar).Gradient(args);
            KernelSet.Of(width).Gradient(args with { Output = others.Pointer, OutputPitch = columns - 1, LastColumn = last.Pointer });

            uint[] expected = whole.Bits();
            Assert.Equal(expected.Take(j * columns).Where((_, i) => i % columns < columns - 1).Append(behindOthers),
                others.Bits().Take((j * (columns - 1)) + 1));
            Assert.Equal(expected.Take(j * columns).Where((_, i) => i % columns == columns - 1).Append(behindLast), last.Bits().Take(j + 1));
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void A_column_of_ones_gives_column_sums(SimdWidth width)
    {
        using Floats d = new(201 * 64, seed: 1);
        using Floats scratch = new(GradientBlocks.Scratch(40, 1));
        using Floats sums = new(64);
        using Floats gradient = new(64);
        float one = 1f;
        KernelSet.Of(width).ColumnSum(d.Pointer, 64, 200, 40, sums.Pointer);
        KernelSet.Of(width).Gradient(
            new GradientArgs { Rows = 200, D = d.Pointer, DPitch = 64, J = 40, X = &one, XPitch = 0, Columns = 1, Output = gradient.Pointer, OutputPitch = 1,
                Scratch = scratch.Pointer });
        Assert.Equal(sums.Bits(), gradient.Bits());
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Column_sums_give_the_scalar_bits(SimdWidth width)
    {
        for (int count = 1; count <= 40; count++)
        {
            using Floats d = new(50 * 64, seed: 7, room: 0);
            using Floats expected = new(count, room: 0);
            using Floats actual = new(count, room: 0);
            KernelSet.Of(SimdWidth.Scalar).ColumnSum(d.Pointer, 64, 50, count, expected.Pointer);
            KernelSet.Of(width).ColumnSum(d.Pointer, 64, 50, count, actual.Pointer);
            Assert.Equal(expected.Bits(), actual.Bits());
        }
    }

    private static void AssertSame(SimdWidth width, int rows, int j, int columns) =>
        Assert.All([0, 40], behind => Assert.Equal(Run(SimdWidth.Scalar, rows, j, columns, behind), Run(width, rows, j, columns, behind)));

    // The whole output is compared: nothing outside [J, columns] may be written, whether there is memory behind it or not.
    private static uint[] Run(SimdWidth width, int rows, int j, int columns, int behind)
    {
        int xPitch = Padding.Of(columns);
        using Floats d = new((long)rows * 64, seed: 1, room: 0);
        using Floats x = new((long)rows * xPitch, seed: 2, room: 0);
        using Floats output = new(((long)j * columns) + behind, seed: 3, room: 0);
        using Floats scratch = new(GradientBlocks.Scratch(j, columns), seed: 4, room: 0);
        KernelSet.Of(width).Gradient(new GradientArgs
        {
            Rows = rows,
            D = d.Pointer,
            DPitch = 64,
            J = j,
            X = x.Pointer,
            XPitch = xPitch,
            Columns = columns,
            Output = output.Pointer,
            OutputPitch = columns,
            Scratch = scratch.Pointer,
        });
        return output.Bits();
    }
}
