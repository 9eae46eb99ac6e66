using MnistLstm.Engine.Kernels;
using K = MnistLstm.Engine.Kernels.Kernels;

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
    public void Column_sums_give_the_scalar_bits(SimdWidth width)
    {
        for (int count = 1; count <= 40; count++)
        {
            using Floats d = new(50 * 64, seed: 7);
            using Floats expected = new(64);
            using Floats actual = new(64);
            K.Of(SimdWidth.Scalar).ColumnSum(d.Pointer, 64, 50, count, expected.Pointer);
            K.Of(width).ColumnSum(d.Pointer, 64, 50, count, actual.Pointer);
            Assert.Equal(expected.Bits(), actual.Bits());
        }
    }

    private static void AssertSame(SimdWidth width, int rows, int j, int columns) =>
        Assert.Equal(Run(SimdWidth.Scalar, rows, j, columns), Run(width, rows, j, columns));

    // The whole output is compared: nothing outside [J, columns] may be written.
    private static uint[] Run(SimdWidth width, int rows, int j, int columns)
    {
        int xPitch = K.Pad(columns);
        using Floats d = new(((long)rows + 1) * 64, seed: 1);
        using Floats x = new(((long)rows + 1) * xPitch, seed: 2);
        using Floats output = new(((long)j * columns) + 40, seed: 3);
        using Floats scratch = new((long)j * 64, seed: 4);
        K.Of(width).Gradient(new GradientArgs
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
