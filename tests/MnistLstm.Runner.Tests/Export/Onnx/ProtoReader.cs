using Google.Protobuf;

namespace MnistLstm.Runner.Tests.Export.Onnx;

/// <summary>The fields of a message of protocol buffers, read without knowing what it is.</summary>
internal sealed class ProtoReader
{
    private readonly List<(int Field, object Value)> _fields = [];

    public ProtoReader(ByteString bytes)
    {
        CodedInputStream input = bytes.CreateCodedInput();
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            _fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) == WireFormat.WireType.Varint ? input.ReadInt64()
                : input.ReadBytes()));
        }
    }

    public IReadOnlyList<ProtoReader> Messages(int field) => [.. All<ByteString>(field).Select(bytes => new ProtoReader(bytes))];

    public ProtoReader Message(int field) => Messages(field).Single();

    public IReadOnlyList<string> Texts(int field) => [.. All<ByteString>(field).Select(bytes => bytes.ToStringUtf8())];

    public string Text(int field) => Texts(field).Single();

    public byte[] Bytes(int field) => All<ByteString>(field).Single().ToByteArray();

    public IReadOnlyList<long> Numbers(int field) => [.. All<long>(field)];

    private IEnumerable<T> All<T>(int field) => _fields.Where(item => item.Field == field).Select(item => item.Value).Cast<T>();
}
