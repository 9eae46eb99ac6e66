using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class ProductTests
{
    [Theory]
    [ClassData(typeof(Widths))]
    public void Every_number_of_rows_gives_the_scalar_bits(SimdWidth width)
    {
        for (int rows = 1; rows <= 27; rows++)
        {
            AssertSame(width, rows, columns: 70, depths: [9], transposed: false, start: true);
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Every_number_of_columns_gives_the_scalar_bits(SimdWidth width)
    {
        for (int columns = 1; columns <= 131; columns++)
        {
            AssertSame(width, rows: 7, columns, depths: [5], transposed: columns % 2 == 0, start: columns % 3 == 0);
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Segments_make_one_chain(SimdWidth width)
    {
        AssertSame(width, rows: 8, columns: 33, depths: [28, 1, 17], transposed: false, start: true);
        AssertSame(width, rows: 8, columns: 33, depths: [1, 1, 1, 1, 3, 3, 3, 3], transposed: true, start: false);
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Segments_may_leave_out_the_last_rows_of_the_matrix(SimdWidth width) =>
        AssertSame(width, rows: 5, columns: 90, depths: [4, 6], transposed: false, start: false, unusedDepth: 11);

    private static void AssertSame(SimdWidth width, int rows, int columns, int[] depths, bool transposed, bool start, int unusedDepth = 0) =>
        Assert.Equal(
            Run(SimdWidth.Scalar, rows, columns, depths, transposed, start, unusedDepth),
            Run(width, rows, columns, depths, transposed, start, unusedDepth));

    private static uint[] Run(SimdWidth width, int rows, int columns, int[] depths, bool transposed, bool start, int unusedDepth)
    {
        KernelSet kernels = KernelSet.Of(width);
        int depth = depths.Sum() + unusedDepth;
        int pitch = Padding.Of(columns);
        using Floats left = new((long)rows * depth, seed: 1, room: 0);
        using Floats right = new((long)depth * columns, seed: 2, room: 0);
        using Floats starts = new((long)rows * pitch, seed: 3);
        using Floats packed = new(KernelSet.PackedLength(depth, columns));
        using Floats output = new((long)rows * pitch);
        if (transposed)
        {
            kernels.PackTransposed(packed.Pointer, depth, columns, 0, depth, right.Pointer, depth);
        }
        else
        {
            // In two pieces, as the input weights of two directions are.
            int half = depth / 2;
            kernels.PackRows(packed.Pointer, depth, columns, 0, half, right.Pointer, columns);
            kernels.PackRows(packed.Pointer, depth, columns, half, depth - half, right.Pointer + ((long)half * columns), columns);
        }

        Segment* segments = stackalloc Segment[depths.Length];
        int at = 0;
        for (int s = 0; s < depths.Length; s++)
        {
            segments[s] = new Segment(left.Pointer + at, depth, depths[s]);
            at += depths[s];
        }

        kernels.Product(new ProductArgs
        {
            Rows = rows,
            Columns = columns,
            Depth = depth,
            Segments = segments,
            SegmentCount = depths.Length,
            Packed = packed.Pointer,
            Start = start ? starts.Pointer : null,
            StartPitch = pitch,
            Output = output.Pointer,
            OutputPitch = pitch,
        });

        // What stands in the padding means nothing.
        return [.. Enumerable.Range(0, rows).SelectMany(r => output.Bits().Skip(r * pitch).Take(columns))];
    }
}
