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
            float* nextPanel = v + 4 < vectors ? panel + (4L * S.Width * a.Depth) : a.Packed;
            int column = v * S.Width;
            int height;
            for (int row = 0; row < a.Rows; row += height)
            {
                height = NextHeight(a.Rows - row);
                float* start = a.Start == null ? null : a.Start + (row * a.StartPitch) + column;
                CacheColumn ahead = PartOfPanel(nextPanel, a.Depth, panelVectors, row, a.Rows);
                ProductTile(height, panelVectors, a.Segments, a.SegmentCount, row, panel, start, a.StartPitch, S.Width, a.Output + (row * a.OutputPitch) + column, a.OutputPitch, ahead);
            }
        }
    }

    /// <summary>
    /// What a tile asks for of the panel that comes next. Large weights lie in the third-level cache at best, and the first tile of a panel
    /// would wait for them; so the last tiles of the panel before ask, each for a line a k.
    /// </summary>
    private static CacheColumn PartOfPanel(float* panel, int depth, int vectors, int row, int rows)
    {
        int lines = ((vectors * S.Width) + Padding - 1) / Padding;
        int place = Math.Min(lines, Tiles(rows)) - Tiles(rows - row);
        return place < 0 ? CacheColumn.None(panel) : new CacheColumn { First = panel + ((long)place * depth * Padding), Pitch = Padding };
    }

    private static void ProductTile(int height, int vectors, Segment* segments, int segmentCount, long row, float* panel, float* start, long startPitch, long startStep, float* output, long outputPitch, CacheColumn ahead)
    {
        switch (vectors)
        {
            case 1: ProductTile<One>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 2: ProductTile<Two>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 3: ProductTile<Three>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            default: ProductTile<Four>(height, segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
        }
    }

    private static void ProductTile<C>(int height, Segment* segments, int segmentCount, long row, float* panel, float* start, long startPitch, long startStep, float* output, long outputPitch, CacheColumn ahead)
        where C : struct, ICount
    {
        switch (height)
        {
            case 1: ProductTile<One, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 2: ProductTile<Two, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 3: ProductTile<Three, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 4: ProductTile<Four, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            case 5: ProductTile<Five, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
            default: ProductTile<Six, C>(segments, segmentCount, row, panel, start, startPitch, startStep, output, outputPitch, ahead); break;
        }
    }
}
