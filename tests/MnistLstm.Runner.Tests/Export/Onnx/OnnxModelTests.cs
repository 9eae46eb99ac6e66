using System.Runtime.InteropServices;
using Google.Protobuf;
using MnistLstm.Runner.Export.Onnx;
using MnistLstm.Training.Data;
using MnistLstm.Training.Networks;

namespace MnistLstm.Runner.Tests.Export.Onnx;

/// <summary>The file's form. That a runtime computes our scores from it is tests/onnx's to hold.</summary>
public sealed class OnnxModelTests
{
    [Fact]
    public void A_model_says_what_it_reads_and_gives_and_leaves_the_batch_free()
    {
        ProtoReader graph = Graph(new NetworkBuilder(28, 28).Recurrent("lstm", 2).Readout("last").Linear(10));

        Assert.Equal("sequences: batch, 28, 28", Value(graph.Message(11)));
        Assert.Equal("scores: batch, 10", Value(graph.Message(12)));
    }

    [Fact]
    public void A_layer_is_a_node_and_dropout_none()
    {
        ProtoReader graph = Graph(new NetworkBuilder(28, 28).Recurrent("gru", 2, numLayers: 2, bidirectional: true, dropout: 0.5).Dropout(0.1)
            .VariationalDropout(0.2).Readout("final_states").Linear(3).Softmax());

        Assert.Equal(
            ["Transpose", "GRU", "Transpose", "Reshape", "GRU", "Transpose", "Reshape", "Gather", "Gather", "Slice", "Slice", "Concat", "MatMul", "Add",
                "Softmax", "Identity"],
            graph.Messages(1).Select(node => node.Text(4)));
    }

    [Theory]
    [InlineData("lstm", new[] { 0, 3, 1, 2 })] // i, f, g, o in PyTorch; i, o, f, c in ONNX
    [InlineData("gru", new[] { 1, 0, 2 })]     // r, z, n; z, r, h
    [InlineData("rnn", new[] { 0 })]
    public void The_gates_stand_in_ONNXs_order_in_weights_and_both_biases(string cell, int[] order)
    {
        Network network = new NetworkBuilder(3, 1).Recurrent(cell, 1).Readout("last").Linear(2).Build();
        int gates = order.Length;

        // Each value says which gate it is of: 0, 1, 2 … in weight_ih and bias_ih, 10, 11, 12 … in weight_hh and bias_hh.
        float[] Values(string name) => name.StartsWith("fc", StringComparison.Ordinal)
            ? new float[2]
            : [.. Enumerable.Range(0, gates).Select(gate => gate + (name.Contains("_hh", StringComparison.Ordinal) ? 10f : 0f))];
        ProtoReader graph = new ProtoReader(ByteString.CopyFrom(OnnxModel.Of("x", network, name => Values(name), ("p", "1"), []))).Message(7);

        float[] input = [.. order.Select(gate => (float)gate)];
        float[] hidden = [.. order.Select(gate => gate + 10f)];
        Assert.Equal(input, Constant(graph, $"{cell}.l0.W"));
        Assert.Equal(hidden, Constant(graph, $"{cell}.l0.R"));
        Assert.Equal([.. input, .. hidden], Constant(graph, $"{cell}.l0.B"));
    }

    [Fact]
    public void The_version_of_the_operators_and_what_is_known_of_the_run_stand_in_the_file_and_it_is_the_same_each_time()
    {
        Network network = new NetworkBuilder(3, 1).Recurrent("rnn", 1).Readout("last").Linear(2).Build();
        byte[] Write() => OnnxModel.Of("a/b", network, _ => new float[2], ("p", "1"), [new("experiment", "a/b")]);

        ProtoReader model = new(ByteString.CopyFrom(Write()));

        Assert.Equal([OnnxModel.Opset], model.Message(8).Numbers(2));
        Assert.Equal(("experiment", "a/b"), (model.Message(14).Text(1), model.Message(14).Text(2)));
        Assert.Equal("a/b", model.Message(7).Text(2));
        Assert.Equal(Write(), Write());
    }

    [Fact]
    public void Sequences_are_normalised_and_permuted_in_the_steps_of_the_data()
    {
        Network network = new NetworkBuilder(3, 2).Recurrent("rnn", 1).Readout("last").Linear(2).Build();
        OnnxPreparation preparation = new(2, 3, new Normalization([1, 2, 3], [4]), [5, 4, 3, 2, 1, 0]);

        ProtoReader graph = new ProtoReader(ByteString.CopyFrom(OnnxModel.Of("x", network, _ => new float[2], ("p", "1"), [], preparation))).Message(7);

        Assert.Equal(
            ["Reshape", "Sub", "Div", "Reshape", "Gather", "Reshape", "Transpose"], graph.Messages(1).Select(node => node.Text(4)).Take(7));
        Assert.Equal([1, 2, 3], Constant(graph, "mean"));
        Assert.Equal([4], Constant(graph, "std"));
        Assert.Equal([5, 4, 3, 2, 1, 0], Integers(graph, "order"));
        Assert.Equal([-1, 2, 3], Integers(graph, "data.shape"));
        Assert.Equal([-1, 3, 2], Integers(graph, "prepared.shape"));
    }

    private static long[] Integers(ProtoReader graph, string name) =>
        MemoryMarshal.Cast<byte, long>(graph.Messages(5).Single(tensor => tensor.Text(8) == name).Bytes(9)).ToArray();

    private static ProtoReader Graph(NetworkBuilder builder)
    {
        Network network = builder.Build();
        Dictionary<string, long> sizes = network.Parameters().ToDictionary(parameter => parameter.Name, parameter => parameter.Count);
        return new ProtoReader(ByteString.CopyFrom(OnnxModel.Of("x", network, name => new float[sizes[name]], ("p", "1"), []))).Message(7);
    }

    private static float[] Constant(ProtoReader graph, string name) =>
        MemoryMarshal.Cast<byte, float>(graph.Messages(5).Single(tensor => tensor.Text(8) == name).Bytes(9)).ToArray();

    private static string Value(ProtoReader value)
    {
        ProtoReader tensor = value.Message(2).Message(1);
        Assert.Equal([1L], tensor.Numbers(1)); // float32
        return $"{value.Text(1)}: {string.Join(", ", tensor.Message(2).Messages(1).Select(size => size.Texts(2).FirstOrDefault() ?? $"{size.Numbers(1)[0]}"))}";
    }
}
