namespace MnistLstm.Engine.Kernels;

internal sealed unsafe partial class VectorKernels<S, V>
{
    public override void Product(in ProductArgs a)
    {
        // Panel outer, rows inner: the panel stays in the cache nearest to the core while the rows pass.
        int vectors = Vectors(a.Columns);
        for (int v = 0; v < vectors; v += 4)
        {
            int panelVectors = Math.Min(4, vectors - v);
            float* panel = a.Packed + ((long)v * S.Width * a.Depth);
            int column = v * S.Width;
            int height;
            for (int row = 0; row < a.Rows; row += height)
            {
                height = NextHeight(a.Rows - row);
                float* start = a.Start == null ? null : a.Start + (row * a.StartPitch) + column;
                ProductTile(height, panelVectors, a.Segments, a.SegmentCount, row, panel, start, a.StartPitch, S.Width, a.Output + (row * a.OutputPitch) + column, a.OutputPitch);
            }
        }
    }

    private static void ProductTile(int height, int vectors, Segment* segments, int segmentCount, long row, float* panel, float* start, long startPitch, long startStep, float* output, long outputPitch)
    {
        switch (vectors)
        {
            case 1: ProductTile<One>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch); break;
            case 2: ProductTile<Two>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch); break;
            case 3: ProductTile<Three>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch); break;
            default: ProductTile<Four>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch); break;
        }
    }

    private static void ProductTile<C>(int height, Segment* segments, int segmentCount, long row, float* panel, float* start, long startPitch, long startStep, float* output, long outputPitch)
        where C : struct, ICount
    {
        switch (height)
        {
            case 1: ProductTile<One, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch); break;
            case 2: ProductTile<Two, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch); break;
            case 3: ProductTile<Three, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch); break;
            case 4: ProductTile<Four, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch); break;
            case 5: ProductTile<Five, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch); break;
            default: ProductTile<Six, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch); break;
        }
    }
}
