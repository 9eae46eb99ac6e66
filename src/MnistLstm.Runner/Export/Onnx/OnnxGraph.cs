using System.Buffers.Binary;

namespace MnistLstm.Runner.Export.Onnx;

/// <summary>A graph of ONNX while it is built: nodes in the order in which they are computed, and the constants they read.</summary>
internal sealed class OnnxGraph
{
    private const int Single = 1;  // TensorProto.DataType
    private const int Int64 = 7;

    private readonly List<ProtoMessage> _nodes = [];
    private readonly List<ProtoMessage> _constants = [];

    /// <summary>Adds a node. Its outputs are named by the caller, so that a reader of the graph finds PyTorch's modules in it.</summary>
    public void Add(string operation, IEnumerable<string> inputs, IEnumerable<string> outputs, params IEnumerable<ProtoMessage> attributes)
    {
        ProtoMessage node = new();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        string[] names = [.. outputs];
        foreach (string output in names)
        {
            node.Text(2, output);
        }

        _nodes.Add(node.Text(3, $"{names.First(name => name.Length > 0)}.{operation}").Text(4, operation).Messages(5, attributes));
    }

    /// <summary>Adds a constant of floats, row-major.</summary>
    public string Floats(string name, ReadOnlySpan<float> values, params ReadOnlySpan<int> shape)
    {
        byte[] bytes = new byte[values.Length * sizeof(float)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(i * sizeof(float)), values[i]);
        }

        return Constant(name, Single, bytes, shape);
    }

    /// <summary>Adds a constant of whole numbers; a single number without a shape is a scalar.</summary>
    public string Integers(string name, ReadOnlySpan<long> values, params ReadOnlySpan<int> shape)
    {
        byte[] bytes = new byte[values.Length * sizeof(long)];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(i * sizeof(long)), values[i]);
        }

        return Constant(name, Int64, bytes, shape);
    }

    public static ProtoMessage Attribute(string name, long value) => new ProtoMessage().Text(1, name).Number(3, value).Number(20, 2);

    public static ProtoMessage Attribute(string name, string value) =>
        new ProtoMessage().Text(1, name).Bytes(4, System.Text.Encoding.UTF8.GetBytes(value)).Number(20, 3);

    public static ProtoMessage Attribute(string name, float value) =>
        new ProtoMessage().Text(1, name).Float(2, value).Number(20, 1);

    public static ProtoMessage Attribute(string name, IEnumerable<string> values)
    {
        ProtoMessage attribute = new ProtoMessage().Text(1, name);
        foreach (string value in values)
        {
            attribute.Bytes(9, System.Text.Encoding.UTF8.GetBytes(value));
        }

        return attribute.Number(20, 8);
    }

    public static ProtoMessage Attribute(string name, params ReadOnlySpan<long> values)
    {
        ProtoMessage attribute = new ProtoMessage().Text(1, name);
        foreach (long value in values)
        {
            attribute.Number(8, value);
        }

        return attribute.Number(20, 7);
    }

    /// <summary>The GraphProto.</summary>
    /// <param name="name">The graph's name.</param>
    /// <param name="input">The input's name and its sizes behind that of the batch, which is free.</param>
    /// <param name="output">Those of the output.</param>
    public ProtoMessage ToMessage(string name, (string Name, int[] Sizes) input, (string Name, int[] Sizes) output) =>
        new ProtoMessage().Messages(1, _nodes).Text(2, name).Messages(5, _constants).Message(11, Value(input)).Message(12, Value(output));

    private string Constant(string name, int type, byte[] bytes, ReadOnlySpan<int> shape)
    {
        ProtoMessage tensor = new();
        foreach (int size in shape)
        {
            tensor.Number(1, size);
        }

        _constants.Add(tensor.Number(2, type).Text(8, name).Bytes(9, bytes));
        return name;
    }

    private static ProtoMessage Value((string Name, int[] Sizes) value)
    {
        ProtoMessage shape = new ProtoMessage().Message(1, new ProtoMessage().Text(2, "batch"));
        shape.Messages(1, value.Sizes.Select(size => new ProtoMessage().Number(1, size)));
        return new ProtoMessage().Text(1, value.Name).Message(2, new ProtoMessage().Message(1, new ProtoMessage().Number(1, Single).Message(2, shape)));
    }
}
