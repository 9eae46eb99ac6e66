using MnistLstm.Engine.Kernels.Gradients;
using MnistLstm.Engine.Memory;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>
/// The gradients of one direction's weights and biases, over all of its steps and samples at once, or block by block; the chains run over t ascending, then b
/// ascending. G are the cell's gates, H its hidden size.
/// </summary>
internal sealed unsafe class DirectionGradient : IDisposable
{
    /// <summary>Units of a gate whose weight gradients are made together: of hidden size 512 their sums fill half of a second-level cache of 1 MiB.</summary>
    private const int UnitsTogether = 256;

    private readonly Workspace _workspace;
    private readonly RecurrentCell _cell;
    private readonly DirectionParameters _parameters;
    private readonly bool _reverse;
    private readonly long _scratchPerPart;
    private readonly NativeBuffer _scratch;  // [parts, …]: a gate's weight gradients on their way

    /// <param name="workspace">Kernels and sizes.</param>
    /// <param name="cell">The direction's cell.</param>
    /// <param name="parameters">Whose gradients are computed.</param>
    /// <param name="reverse">Whether the direction goes from the last step to the first.</param>
    public DirectionGradient(Workspace workspace, RecurrentCell cell, DirectionParameters parameters, bool reverse)
    {
        _workspace = workspace;
        _cell = cell;
        _parameters = parameters;
        _reverse = reverse;
        int hidden = cell.HiddenSize;
        _scratchPerPart = GradientBlocks.Scratch(hidden, cell.InputSize + 1) + GradientBlocks.Scratch(hidden, hidden) + (2 * GradientBlocks.Scratch(hidden, 1));
        _scratch = workspace.Allocate(workspace.Parts * _scratchPerPart);
    }

    /// <summary>Gradients of this part's rows of the weights, gate by gate.</summary>
    public void Compute(in StepsTaken taken, int part, int parts)
    {
        int hidden = _cell.HiddenSize;
        int rows = _cell.Gates * hidden;
        int begin = (int)((long)rows * part / parts);
        int end = (int)((long)rows * (part + 1) / parts);
        for (int gate = 0; gate < _cell.Gates; gate++)
        {
            int from = Math.Max(begin, gate * hidden);
            int to = Math.Min(end, (gate + 1) * hidden);
            for (int j = from; j < to; j += UnitsTogether)
            {
                Compute(taken, gate, j, Math.Min(UnitsTogether, to - j), _scratch.Pointer + (part * _scratchPerPart));
            }
        }
    }

    public void Dispose() => _scratch.Dispose();

    private void Compute(in StepsTaken taken, int gate, int j, int units, float* scratch)
    {
        int unit = j - (gate * _cell.HiddenSize);
        float* inputGates = taken.Gates + (gate * _cell.Padded) + unit;
        float* hiddenGates = taken.Gates + (_cell.HiddenBlock(gate) * _cell.Padded) + unit;

        // The hidden state a step reads is its neighbour's: the earlier one, or in reverse the later one.
        int neighbours = taken.Neighbours * taken.Batch;
        long later = neighbours == 0 ? 0 : taken.Batch;
        float one = 1f;
        GradientArgs* products = stackalloc GradientArgs[4];
        products[0] = new GradientArgs
        {
            Rows = neighbours,
            Continues = taken.Continues,
            D = hiddenGates + (_reverse ? 0 : later * _cell.GatesPitch),
            DPitch = _cell.GatesPitch,
            J = units,
            LargestD = taken.Sizes.First + ((_reverse ? 0 : later * taken.Sizes.Pitch) + _cell.HiddenBlock(gate)),
            LargestX = taken.Sizes.First + ((_reverse ? 0 : later * taken.Sizes.Pitch) + _cell.Blocks),
            LargestPitch = taken.Sizes.Pitch,
            X = taken.Hidden + (_reverse ? later * taken.HiddenPitch : 0),
            XPitch = taken.HiddenPitch,
            Columns = _cell.HiddenSize,
            Output = _parameters.WeightHh.GradientPointer + ((long)j * _cell.HiddenSize),
            OutputPitch = _cell.HiddenSize,
        };
        products[1] = new GradientArgs
        {
            Rows = taken.Steps * taken.Batch,
            Continues = taken.Continues,
            D = inputGates,
            DPitch = _cell.GatesPitch,
            J = units,
            LargestD = taken.Sizes.First + gate,
            LargestPitch = taken.Sizes.Pitch,
            X = taken.Input,
            XPitch = taken.InputPitch,
            Columns = _cell.InputSize,
            Output = _parameters.WeightIh.GradientPointer + ((long)j * _cell.InputSize),
            OutputPitch = _cell.InputSize,
        };

        // A bias is the weight of an input that is always 1, which may stand behind the others already.
        bool hasBias = _parameters.BiasIh is not null;
        float* biasIh = hasBias ? _parameters.BiasIh!.GradientPointer + j : null;
        float* biasHh = hasBias ? _parameters.BiasHh!.GradientPointer + j : null;
        GradientArgs bias = products[1] with { X = &one, XPitch = 0, Columns = 1, OutputPitch = 1 };
        int count = 2;
        if (hasBias && taken.InputEndsInOne)
        {
            products[1].Columns++;
            products[1].LastColumn = biasIh;
        }
        else if (hasBias)
        {
            products[count++] = bias with { Output = biasIh };
        }

        bool sameBias = hiddenGates == inputGates;
        if (hasBias && !sameBias)
        {
            products[count++] = bias with { D = hiddenGates, LargestD = taken.Sizes.First + _cell.HiddenBlock(gate), Output = biasHh };
        }

        for (int p = 0; p < count; p++)
        {
            products[p].Scratch = scratch;
            scratch += GradientBlocks.Scratch(units, products[p].Columns);
        }

        // Weights that no step reaches keep the gradient 0 that they have from the beginning.
        int unreached = _parameters.WeightHh.IsReached ? 0 : 1;
        _workspace.Kernels.Gradients(products + unreached, count - unreached);
        if (hasBias && sameBias)
        {
            new Span<float>(biasIh, units).CopyTo(new Span<float>(biasHh, units));
        }
    }
}
