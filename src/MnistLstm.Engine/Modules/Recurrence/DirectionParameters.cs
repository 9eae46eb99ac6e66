namespace MnistLstm.Engine.Modules.Recurrence;

/// <summary>The parameters of one direction of one layer, under PyTorch's names. G are the cell's gates, H its hidden size, I its inputs.</summary>
internal sealed class DirectionParameters
{
    /// <param name="layer">Its number, from 0.</param>
    /// <param name="cell">The direction's cell.</param>
    /// <param name="reverse">Whether the direction goes from the last step to the first.</param>
    /// <param name="bias">Whether it has biases.</param>
    public DirectionParameters(int layer, RecurrentCell cell, bool reverse, bool bias)
    {
        string suffix = $"l{layer}{(reverse ? "_reverse" : "")}";
        int rows = cell.Gates * cell.HiddenSize;
        WeightIh = new Parameter($"weight_ih_{suffix}", rows, cell.InputSize);
        WeightHh = new Parameter($"weight_hh_{suffix}", rows, cell.HiddenSize);
        BiasIh = bias ? new Parameter($"bias_ih_{suffix}", rows) : null;
        BiasHh = bias ? new Parameter($"bias_hh_{suffix}", rows) : null;
    }

    /// <summary>Whether a recurrent module's parameter is a <c>weight_ih</c>.</summary>
    public static bool IsInputWeight(Parameter parameter) => Kind(parameter).StartsWith("weight_ih", StringComparison.Ordinal);

    /// <summary>Whether a recurrent module's parameter is a <c>bias_ih</c>.</summary>
    public static bool IsInputBias(Parameter parameter) => Kind(parameter).StartsWith("bias_ih", StringComparison.Ordinal);

    /// <summary>[G·H, I].</summary>
    public Parameter WeightIh { get; }

    /// <summary>[G·H, H].</summary>
    public Parameter WeightHh { get; }

    /// <summary>[G·H]; null in a module without biases.</summary>
    public Parameter? BiasIh { get; }

    /// <summary>[G·H]; null in a module without biases.</summary>
    public Parameter? BiasHh { get; }

    private static string Kind(Parameter parameter) => parameter.Name[(parameter.Name.LastIndexOf('.') + 1)..];

    /// <summary>All of them, in PyTorch's order.</summary>
    public Parameter[] InOrder => BiasIh is null || BiasHh is null ? [WeightIh, WeightHh] : [WeightIh, WeightHh, BiasIh, BiasHh];
}
