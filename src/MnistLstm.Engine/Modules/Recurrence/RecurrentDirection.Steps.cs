using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Kernels.Products;
using MnistLstm.Engine.Kernels.Subnormals;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <content>The steps of a block, one after the other, and where their values are.</content>
internal sealed unsafe partial class RecurrentDirection
{
    /// <summary>The place of the state that a block begins with.</summary>
    private int StatePlace(int block) => _blocks.MostSteps + block;

    private int StepsOf(int block) => _blocks.Last(block) + 1 - _blocks.First(block);

    /// <summary>The place of the step before another one of a block, in the direction's order.</summary>
    private int PlaceBefore(int step, int block) =>
        _blocks.Has(block, _blocks.Before(step)) ? _blocks.Before(step) - _blocks.First(block) : StatePlace(block);

    /// <summary>Goes forward through so many of a block's steps, from its first one in the direction's order on.</summary>
    private void ForwardSteps(in Pass pass, int from, int to, int block, bool keeps, int steps)
    {
        Segment* segments = stackalloc Segment[2];
        int step = _reverse ? _blocks.First(block) + steps - 1 : _blocks.First(block);
        for (int i = 0; i < steps; i++)
        {
            bool first = _reverse ? step == StepsRun - 1 : step == 0;
            segments[0] = new Segment(_input!.Row(Time(step), from, pass.Batch), _input.Pitch, _inputSize);
            if (!first)
            {
                segments[1] = new Segment(Hidden(_blocks.Before(step), from, pass.Batch), _output!.Pitch, _hiddenSize);
            }

            _cell.Forward(new CellForward
            {
                Rows = to - from,
                Keeps = keeps,
                Segments = segments,
                SegmentCount = first ? 1 : 2,
                Bias = _bias!.Pointer,
                Gates = keeps ? Gates(step, block, from, pass.Batch) : null,
                Hidden = Hidden(step, from, pass.Batch),
                HiddenPitch = _output!.Pitch,
                Sample = from,
                Place = keeps ? step - _blocks.First(block) : RecurrentCell.Passing,
                PreviousPlace = first ? 0 : keeps ? PlaceBefore(step, block) : RecurrentCell.Passing,
            });
            step = _blocks.After(step);
        }
    }

    /// <summary>Goes back through so many of a block's steps, from its last one in the direction's order on.</summary>
    private void BackwardSteps(in Pass pass, int from, int to, int block, int steps)
    {
        int step = _reverse ? _blocks.First(block) : _blocks.Last(block);
        float largestWeight = float.NaN;
        for (int i = 0; i < steps; i++)
        {
            bool last = step == _blocks.FinalStep;
            bool first = _reverse ? step == StepsRun - 1 : step == 0;
            int before = _blocks.Before(step);
            if (i > 0)
            {
                HiddenGradient(pass, from, to, block, step, &largestWeight);
            }

            _cell.Backward(new CellBackward
            {
                Rows = to - from,
                HiddenGradient = last ? OutputGradient(step, from, pass.Batch) : OwnHiddenGradient(from),
                HiddenGradientPitch = last ? _output!.Pitch : _cell.Padded,
                Gates = Gates(step, block, from, pass.Batch),
                Hidden = Hidden(step, from, pass.Batch),
                PreviousHidden = first ? null : Hidden(before, from, pass.Batch),
                PreviousAsked = first ? null : OutputGradient(before, from, pass.Batch),
                HiddenPitch = _output!.Pitch,
                Sizes = Sizes(step, block, from, pass.Batch),
                IsLast = last,
                Sample = from,
                Place = step - _blocks.First(block),
                PreviousPlace = first ? 0 : PlaceBefore(step, block),
            });
            step = before;
        }
    }

    /// <summary>dh of a step = what the output asks for, or what the later step, of this block, carried over with it, + its gate gradients ·
    /// weight_hh.</summary>
    private void HiddenGradient(in Pass pass, int from, int to, int block, int step, float* largestWeight)
    {
        Segment* segments = stackalloc Segment[_cell.Gates];
        float* carry = _cell.Carry(from);
        int count = GateSegments(segments, Gates(_blocks.After(step), block, from, pass.Batch), hidden: true);
        _workspace!.Kernels.Product(new ProductArgs
        {
            Rows = to - from,
            Columns = _hiddenSize,
            Depth = _gateRows,
            Segments = segments,
            SegmentCount = count,
            Packed = _hiddenWeights == null ? Parameters.WeightHh.ValuePointer : _hiddenWeights.Pointer,
            Start = carry == null ? OutputGradient(step, from, pass.Batch) : carry,
            StartPitch = carry == null ? _output!.Pitch : _cell.Padded,
            MayVanish = true,
            Sizes = Sizes(_blocks.After(step), block, from, pass.Batch),
            LargestWeight = largestWeight,
            Output = OwnHiddenGradient(from),
            OutputPitch = _cell.Padded,
        });
    }

    // dx = the gates' gradients · weight_ih: a chain over the forward direction's gates, which goes on over the reverse one's.
    private void InputGradient(in Pass pass, int from, int to, int block, int steps)
    {
        if (_inputWeights == null)
        {
            return;
        }

        Segment* segments = stackalloc Segment[_cell.Gates];
        float largestWeight = float.NaN;
        int step = _reverse ? _blocks.First(block) : _blocks.Last(block);
        for (int i = 0; i < steps; i++)
        {
            float* gradient = _input!.GradientRow(Time(step), from, pass.Batch);
            _workspace!.Kernels.Product(new ProductArgs
            {
                Rows = to - from,
                Columns = _inputSize,
                Depth = _gateRows,
                Segments = segments,
                SegmentCount = GateSegments(segments, Gates(step, block, from, pass.Batch), hidden: false),
                Packed = _inputWeights.Pointer,
                Start = _reverse ? gradient : null,
                StartPitch = _input.Pitch,
                MayVanish = true,
                Sizes = Sizes(step, block, from, pass.Batch),
                LargestWeight = &largestWeight,
                Output = gradient,
                OutputPitch = _input.Pitch,
            });
            step = _blocks.Before(step);
        }
    }

    // The gradient that arrives at a block's last step, in the direction's order.
    private void BlockGradients(int block, int from, int to, bool save)
    {
        int count = (to - from) * _cell.Padded;
        float* saved = _blockGradients!.Pointer + (2L * ((_blocks.Count * (long)from) + (block * (long)(to - from))) * _cell.Padded);
        foreach (nint gradient in (ReadOnlySpan<nint>)[(nint)OwnHiddenGradient(from), (nint)_cell.CarriedGradient(from)])
        {
            if (gradient != 0)
            {
                Span<float> now = new((void*)gradient, count);
                Span<float> then = new(saved, count);
                (save ? now : then).CopyTo(save ? then : now);
            }

            saved += count;
        }
    }

    private StepsTaken Taken(in Pass pass, int block) => new()
    {
        Batch = pass.Batch,
        Steps = _blocks.OwnSteps(block),
        Neighbours = _blocks.StepsWithNeighbour(block),
        Continues = block > 0,
        Gates = Gates(_blocks.First(block), block, 0, pass.Batch),
        Sizes = Sizes(_blocks.First(block), block, 0, pass.Batch),
        Hidden = Hidden(_blocks.First(block), 0, pass.Batch),
        HiddenPitch = _output!.Pitch,
        Input = _input!.Row(Time(_blocks.First(block)), 0, pass.Batch),
        InputPitch = _input.Pitch,
        InputEndsInOne = _input.EndsInOne,
    };

    // One segment a gate, or fewer: blocks that follow each other without padding between them are one.
    private int GateSegments(Segment* segments, float* row, bool hidden)
    {
        int count = 0;
        for (int gate = 0; gate < _cell.Gates; gate++)
        {
            float* block = row + ((hidden ? _cell.HiddenBlock(gate) : gate) * _cell.Padded);
            if (count > 0 && segments[count - 1].Values + segments[count - 1].Count == block)
            {
                segments[count - 1].Count += _hiddenSize;
            }
            else
            {
                segments[count++] = new Segment(block, _cell.GatesPitch, _hiddenSize);
            }
        }

        return count;
    }

    /// <summary>What the output asks for at a step; null where nothing.</summary>
    private float* OutputGradient(int step, int sample, int batch)
    {
        float* row = _output!.GradientRow(Time(step), sample, batch, _reverse ? 1 : 0);
        return row == null ? null : row + HiddenOffset;
    }

    /// <summary>The time step of a step, which is counted from the first that is run.</summary>
    private int Time(int step) => _firstStep + step;

    private float* Hidden(int step, int sample, int batch) => _output!.Row(Time(step), sample, batch) + HiddenOffset;

    private float* OwnHiddenGradient(int sample) => _hiddenGradient!.Pointer + (Workspace.OwnRow(sample) * _cell.Padded);

    private RowSizes Sizes(int step, int block, int sample, int batch) =>
        new(_sizes!.Pointer + (((((long)step - _blocks.First(block)) * batch) + sample) * RowSizes.Floats(_cell.Blocks)), _cell.Blocks);

    private float* Gates(int step, int block, int sample, int batch) =>
        _gates!.Pointer + (((((long)step - _blocks.First(block)) * batch) + sample) * _cell.GatesPitch);
}
