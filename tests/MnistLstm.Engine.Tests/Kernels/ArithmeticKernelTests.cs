using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Tests.Kernels;

public sealed unsafe class ArithmeticKernelTests
{
    private const int Longest = 70;

    [Theory]
    [ClassData(typeof(Widths))]
    public void Multiplying_gives_the_scalar_bits_for_every_length_and_writes_no_more(SimdWidth width)
    {
        for (int count = 0; count <= Longest; count++)
        {
            Assert.Equal(Multiply(SimdWidth.Scalar, count), Multiply(width, count));
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Exponentials_have_the_scalar_bits_for_every_length(SimdWidth width)
    {
        for (int count = 0; count <= Longest; count++)
        {
            Assert.Equal(Exp(SimdWidth.Scalar, count), Exp(width, count));
        }
    }

    [Theory]
    [ClassData(typeof(Widths))]
    public void Packed_columns_are_the_scalar_ones_for_every_number_of_columns(SimdWidth width)
    {
        // Both ways of packing, read back by a product with the unit matrix, from sources that end with their last weight.
        for (int columns = 1; columns <= Longest; columns++)
        {
            Assert.Equal(Packed(SimdWidth.Scalar, columns, transposed: false), Packed(width, columns, transposed: false));
            Assert.Equal(Packed(width, columns, transposed: false), Packed(width, columns, transposed: true));
        }
    }

    private static uint[] Multiply(SimdWidth width, int count)
    {
        using Floats x = new(count, seed: 1);
        using Floats y = new(count, seed: 2);
        using Floats output = new(count + 3, seed: 3, room: 0);
        KernelSet.Of(width).Multiply(x.Pointer, y.Pointer, output.Pointer, count);
        return output.Bits();
    }

    private static uint[] Exp(SimdWidth width, int count)
    {
        using Floats x = new(count, seed: 1);
        using Floats output = new(count);
        KernelSet.Of(width).Exp(x.Pointer, output.Pointer, count);
        return output.Bits();
    }

    private static uint[] Packed(SimdWidth width, int columns, bool transposed)
    {
        const int Depth = 7;
        KernelSet kernels = KernelSet.Of(width);
        using Floats source = new((long)Depth * columns, seed: 1, room: 0);
        using Floats turned = new((long)Depth * columns, room: 0);
        for (int k = 0; k < Depth; k++)
        {
            for (int n = 0; n < columns; n++)
            {
                turned.Pointer[(n * Depth) + k] = source.Pointer[(k * columns) + n];
            }
        }

        using Floats packed = new(KernelSet.PackedLength(Depth, columns));
        if (transposed)
        {
            kernels.PackTransposed(packed.Pointer, Depth, columns, 0, Depth, turned.Pointer, Depth);
        }
        else
        {
            kernels.PackRows(packed.Pointer, Depth, columns, 0, Depth, source.Pointer, columns);
        }

        using Floats unit = new(Depth * Depth, room: 0);
        for (int k = 0; k < Depth; k++)
        {
            unit.Pointer[(k * Depth) + k] = 1;
        }

        int pitch = Engine.Memory.Padding.Of(columns);
        using Floats output = new((long)Depth * pitch);
        Engine.Kernels.Products.Segment segment = new(unit.Pointer, Depth, Depth);
        kernels.Product(new Engine.Kernels.Products.ProductArgs
        {
            Rows = Depth,
            Columns = columns,
            Depth = Depth,
            Segments = &segment,
            SegmentCount = 1,
            Packed = packed.Pointer,
            Output = output.Pointer,
            OutputPitch = pitch,
        });
        return output.Unpadded(Depth, columns);
    }
}
