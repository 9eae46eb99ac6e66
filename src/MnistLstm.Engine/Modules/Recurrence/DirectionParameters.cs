namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>The parameters of one direction of one layer, under PyTorch's names. G are the cell's gates, H its hidden size, I its inputs.</summary>
internal sealed class DirectionParameters
{
    /// <param name="layer">Its number, from 0.</param>
    /// <param name="cell">The direction's cell.</param>
    /// <param name="reverse">Whether the direction goes from the last step to the first.</param>
    public DirectionParameters(int layer, RecurrentCell cell, bool reverse)
    {
        string suffix = $"l{layer}{(reverse ? "_reverse" : "")}";
        int rows = cell.Gates * cell.HiddenSize;
        WeightIh = new Parameter($"weight_ih_{suffix}", rows, cell.InputSize);
        WeightHh = new Parameter($"weight_hh_{suffix}", rows, cell.HiddenSize);
        BiasIh = new Parameter($"bias_ih_{suffix}", rows);
        BiasHh = new Parameter($"bias_hh_{suffix}", rows);
    }

    /// <summary>[G·H, I].</summary>
    public Parameter WeightIh { get; }

    /// <summary>[G·H, H].</summary>
    public Parameter WeightHh { get; }

    /// <summary>[G·H].</summary>
    public Parameter BiasIh { get; }

    /// <summary>[G·H].</summary>
    public Parameter BiasHh { get; }

    /// <summary>All four, in PyTorch's order.</summary>
    public Parameter[] InOrder => [WeightIh, WeightHh, BiasIh, BiasHh];
}
