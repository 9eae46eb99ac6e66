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
    List,
    Mapping,
    Normalization,
    WeightInit,
    Nothing,
}
