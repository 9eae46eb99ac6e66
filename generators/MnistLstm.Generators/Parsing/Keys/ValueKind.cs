namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>What a key's value is.</summary>
internal enum ValueKind
{
    Integer,
    Float,
    Boolean,
    Word,
    Text,
    FloatList,
    IntegerList,
    List,
    Mapping,
    Normalization,
    WeightInit,
    Nothing,
}
