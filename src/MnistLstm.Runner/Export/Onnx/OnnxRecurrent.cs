using MnistLstm.Training.Networks;

namespace MnistLstm.Runner.Export.Onnx;

/// <summary>
/// PyTorch's recurrent modules as ONNX's LSTM, GRU and RNN, one node a layer. Both know the same cells; ONNX wants the gates of a weight in another
/// order, both directions in one tensor, and gives [T, D, B, H], which is brought to [T, B, D·H] for what reads it.
/// </summary>
/// <param name="graph">The graph.</param>
/// <param name="weights">Gives the values of a parameter of the network by its name.</param>
internal sealed class OnnxRecurrent(OnnxGraph graph, Func<string, ReadOnlyMemory<float>> weights)
{
    /// <summary>Adds a module's layers behind a sequence [T, B, I]; gives the name of its output, [T, B, D·H].</summary>
    public string Add(RecurrentModule module, string sequence)
    {
        for (int layer = 0; layer < module.NumLayers; layer++)
        {
            int inputs = layer == 0 ? module.Input.Features : module.Directions * module.HiddenSize;
            string name = $"{module.Name}.l{layer}";
            string[] parameters =
            [
                Stacked(module, layer, $"{name}.W", inputs, "weight_ih"),
                Stacked(module, layer, $"{name}.R", module.HiddenSize, "weight_hh"),
                .. module.Bias ? [Stacked(module, layer, $"{name}.B", columns: null, "bias_ih", "bias_hh")] : Array.Empty<string>(),
            ];
            graph.Add(module.Cell.PyTorchClass, [sequence, .. parameters], [$"{name}.Y"], Attributes(module));
            sequence = $"{name}.output";
            graph.Add("Transpose", [$"{name}.Y"], [$"{name}.turned"], OnnxGraph.Attribute("perm", 0, 2, 1, 3));
            string shape = graph.Integers($"{name}.shape", [0, 0, module.Directions * module.HiddenSize], 3);
            graph.Add("Reshape", [$"{name}.turned", shape], [sequence]);
        }

        return sequence;
    }

    // Where each of ONNX's gates stands in PyTorch's order: i, o, f, c of i, f, g, o; z, r, h of r, z, n.
    private static int[] Gates(CellKind cell) => cell.Word switch
    {
        "lstm" => [0, 3, 1, 2],
        "gru" => [1, 0, 2],
        "rnn" => [0],
        _ => throw new NotSupportedException($"ONNX has no counterpart of the cell '{cell.Word}'"),
    };

    private static IEnumerable<ProtoMessage> Attributes(RecurrentModule module)
    {
        yield return OnnxGraph.Attribute("hidden_size", module.HiddenSize);
        yield return OnnxGraph.Attribute("direction", module.Bidirectional ? "bidirectional" : "forward");
        if (module.Cell.Word == "gru")
        {
            // PyTorch multiplies by the reset gate behind the hidden state's product and its bias.
            yield return OnnxGraph.Attribute("linear_before_reset", 1);
        }

        if (module.IsRelu)
        {
            yield return OnnxGraph.Attribute("activations", Enumerable.Repeat("Relu", module.Directions));
        }
    }

    // [D, G·H, columns] of the directions' matrices, or [D, 2·G·H] of their biases.
    private string Stacked(RecurrentModule module, int layer, string name, int? columns, params string[] kinds)
    {
        List<float> values = [];
        for (int direction = 0; direction < module.Directions; direction++)
        {
            foreach (string kind in kinds)
            {
                ReadOnlySpan<float> all = weights($"{module.Name}.{kind}_l{layer}{(direction == 1 ? "_reverse" : "")}").Span;
                int gate = module.HiddenSize * (columns ?? 1);
                foreach (int place in Gates(module.Cell))
                {
                    values.AddRange(all.Slice(place * gate, gate));
                }
            }
        }

        int rows = kinds.Length * module.Cell.Gates * module.HiddenSize;
        return columns is int count
            ? graph.Floats(name, values.ToArray(), module.Directions, rows, count)
            : graph.Floats(name, values.ToArray(), module.Directions, rows);
    }
}
