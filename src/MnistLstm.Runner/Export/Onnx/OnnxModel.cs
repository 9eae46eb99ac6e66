using MnistLstm.Training.Networks;

namespace MnistLstm.Runner.Export.Onnx;

/// <summary>A network with its weights as an ONNX model, as it is in evaluation: dropout is left out. Sequences lie time first within, as ONNX's recurrent
/// nodes want them.</summary>
internal static class OnnxModel
{
    /// <summary>The version of the operators: the first one in which all that is used here has its present form, so that also older runtimes read it.</summary>
    public const int Opset = 14;

    /// <summary>The same with a layer normalisation.</summary>
    public const int OpsetOfLayerNorm = 17;

    /// <summary>The name of the input, [batch, T, I]: an image's values divided by 255, a step after the other.</summary>
    public const string Input = "sequences";

    /// <summary>The name of the output, [batch, classes]: what the last module gives.</summary>
    public const string Output = "scores";

    private const int FormatVersion = 7; // of onnx.proto: the one that came with the operators
    private const int FormatVersionOfLayerNorm = 8;

    /// <summary>The model.</summary>
    /// <param name="name">The graph's name.</param>
    /// <param name="network">The network.</param>
    /// <param name="weights">Gives the values of a parameter by its name in the network.</param>
    /// <param name="producer">The program and its version.</param>
    /// <param name="metadata">What a reader should know of the run.</param>
    /// <param name="preparation">What is done to the sequences first; null for nothing.</param>
    /// <exception cref="NotSupportedException">The network has a module this does not know.</exception>
    public static byte[] Of(
        string name, Network network, Func<string, ReadOnlyMemory<float>> weights, (string Name, string Version) producer,
        IEnumerable<KeyValuePair<string, string>> metadata, OnnxPreparation? preparation = null)
    {
        OnnxGraph graph = new();
        OnnxRecurrent recurrent = new(graph, weights);
        string read = preparation?.AddTo(graph, Input, network) ?? Input;
        graph.Add("Transpose", [read], ["steps"], OnnxGraph.Attribute("perm", 1, 0, 2));
        string value = "steps";
        bool normalizes = network.Modules.Any(module => module is LayerNormModule);
        for (int i = 0; i < network.Modules.Count; i++)
        {
            NetworkModule module = network.Modules[i];
            value = module switch
            {
                RecurrentModule layers => recurrent.Add(layers, value),
                ReadoutModule readout => Read(graph, readout, value),
                LinearModule linear => Multiply(graph, linear, value, weights),
                LayerNormModule norm => Normalize(graph, norm, value, weights),
                ReluModule => Map(graph, "Relu", module, value),
                TanhModule => Map(graph, "Tanh", module, value),
                SoftmaxModule => Map(graph, "Softmax", module, value, OnnxGraph.Attribute("axis", -1)),
                DropoutModule or VariationalDropoutModule => value,
                _ => throw new NotSupportedException($"the module '{module.PyTorchLine}' has no counterpart in ONNX here"),
            };
        }

        graph.Add("Identity", [value], [Output]);
        ProtoMessage body = graph.ToMessage(
            name, (Input, [network.Input.Steps, network.Input.Features]), (Output, [network.Output.Features]));
        return new ProtoMessage()
            .Number(1, normalizes ? FormatVersionOfLayerNorm : FormatVersion).Text(2, producer.Name).Text(3, producer.Version)
            .Message(7, body)
            .Message(8, new ProtoMessage().Text(1, "").Number(2, normalizes ? OpsetOfLayerNorm : Opset))
            .Messages(14, metadata.Select(pair => new ProtoMessage().Text(1, pair.Key).Text(2, pair.Value)))
            .ToArray();
    }

    private static string Map(OnnxGraph graph, string operation, NetworkModule module, string value, params ProtoMessage[] attributes)
    {
        graph.Add(operation, [value], [module.Name], attributes);
        return module.Name;
    }

    private static string Normalize(OnnxGraph graph, LayerNormModule norm, string value, Func<string, ReadOnlyMemory<float>> weights)
    {
        string[] parameters = [.. norm.Parameters()
            .Select(parameter => graph.Floats($"{norm.Name}.{parameter.Name}", weights($"{norm.Name}.{parameter.Name}").Span, norm.Input.Features))];
        graph.Add("LayerNormalization", [value, .. parameters], [norm.Name], OnnxGraph.Attribute("axis", -1), OnnxGraph.Attribute("epsilon", 1e-5f));
        return norm.Name;
    }

    private static string Multiply(OnnxGraph graph, LinearModule linear, string value, Func<string, ReadOnlyMemory<float>> weights)
    {
        ReadOnlySpan<float> rows = weights($"{linear.Name}.weight").Span;
        int inputs = linear.Input.Features;
        float[] turned = new float[rows.Length]; // [inputs, outputs]: MatMul takes sequences and features alike
        for (int i = 0; i < turned.Length; i++)
        {
            turned[i] = rows[(i % linear.OutFeatures * inputs) + (i / linear.OutFeatures)];
        }

        string weight = graph.Floats($"{linear.Name}.weight", turned, inputs, linear.OutFeatures);
        string bias = graph.Floats($"{linear.Name}.bias", weights($"{linear.Name}.bias").Span, linear.OutFeatures);
        graph.Add("MatMul", [value, weight], [$"{linear.Name}.product"]);
        graph.Add("Add", [$"{linear.Name}.product", bias], [linear.Name]);
        return linear.Name;
    }

    private static string Read(OnnxGraph graph, ReadoutModule readout, string sequence)
    {
        string name = readout.Name;
        if (readout.Word == ReadoutModule.Mean)
        {
            graph.Add("ReduceMean", [sequence], [name], OnnxGraph.Attribute("axes", [0]), OnnxGraph.Attribute("keepdims", 0));
            return name;
        }

        string last = Step(graph, sequence, $"{name}.last", readout.Input.Steps - 1);
        if (readout.Word != ReadoutModule.FinalStates || readout.Input.Directions != 2)
        {
            graph.Add("Identity", [last], [name]);
            return name;
        }

        // The reverse direction has read all when it comes to the first step.
        string first = Step(graph, sequence, $"{name}.first", 0);
        int half = readout.Input.Features / 2;
        string forward = Columns(graph, last, $"{name}.forward", 0, half);
        string reverse = Columns(graph, first, $"{name}.reverse", half, 2 * half);
        graph.Add("Concat", [forward, reverse], [name], OnnxGraph.Attribute("axis", 1));
        return name;
    }

    private static string Step(OnnxGraph graph, string sequence, string name, int step)
    {
        graph.Add("Gather", [sequence, graph.Integers($"{name}.step", [step])], [name], OnnxGraph.Attribute("axis", 0));
        return name;
    }

    private static string Columns(OnnxGraph graph, string features, string name, int from, int to)
    {
        string[] bounds = [graph.Integers($"{name}.from", [from], 1), graph.Integers($"{name}.to", [to], 1), graph.Integers($"{name}.axis", [1], 1)];
        graph.Add("Slice", [features, .. bounds], [name]);
        return name;
    }
}
