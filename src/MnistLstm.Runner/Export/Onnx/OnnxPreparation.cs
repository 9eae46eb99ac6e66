using MnistLstm.Training.Data;
using MnistLstm.Training.Networks;

namespace MnistLstm.Runner.Export.Onnx;

/// <summary>What is done to sequences before the network reads them, as nodes of the graph: normalised, and their values put into another order.</summary>
/// <param name="Steps">T of the data.</param>
/// <param name="Features">I of the data, which the network may read in other steps.</param>
/// <param name="Normalization">The figures; null for none.</param>
/// <param name="Order">Where each value is read from; null for its own place.</param>
internal sealed record OnnxPreparation(int Steps, int Features, Normalization? Normalization, IReadOnlyList<int>? Order)
{
    /// <summary>Adds the nodes, and names what they give: [batch, T, I] of the network.</summary>
    public string AddTo(OnnxGraph graph, string sequences, Network network)
    {
        string value = Reshape(graph, sequences, "data", Steps, Features);
        if (Normalization is { } figures)
        {
            graph.Add("Sub", [value, graph.Floats("mean", [.. figures.Mean], figures.Mean.Count)], ["centred"]);
            graph.Add("Div", ["centred", graph.Floats("std", [.. figures.Std], figures.Std.Count)], ["normalized"]);
            value = "normalized";
        }

        if (Order is { } order)
        {
            string flat = Reshape(graph, value, "flat", Steps * Features);
            graph.Add("Gather", [flat, graph.Integers("order", [.. order], order.Count)], ["permuted"], OnnxGraph.Attribute("axis", 1));
            value = "permuted";
        }

        return Reshape(graph, value, "prepared", network.Input.Steps, network.Input.Features);
    }

    private static string Reshape(OnnxGraph graph, string value, string name, params ReadOnlySpan<int> sizes)
    {
        long[] shape = [-1, .. sizes];
        graph.Add("Reshape", [value, graph.Integers($"{name}.shape", shape, shape.Length)], [name]);
        return name;
    }
}
