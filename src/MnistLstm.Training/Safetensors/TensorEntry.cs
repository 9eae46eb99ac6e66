namespace MnistLstm.Training.Safetensors;

/// <summary>What the header of a safetensors file says of one tensor.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">The format's word for the type of its elements: <see cref="Float32"/>, <see cref="UInt32"/> or <see cref="UInt8"/>.</param>
/// <param name="Shape">Its sizes.</param>
public sealed record TensorEntry(string Name, string Type, IReadOnlyList<int> Shape)
{
    /// <summary>float.</summary>
    public const string Float32 = "F32";

    /// <summary>uint.</summary>
    public const string UInt32 = "U32";

    /// <summary>byte.</summary>
    public const string UInt8 = "U8";

    /// <summary>Number of elements: the product of the sizes.</summary>
    /// <exception cref="FormatException">A negative size.</exception>
    /// <exception cref="OverflowException">More than there can be.</exception>
    public long Count =>
        Shape.Aggregate(1L, (product, size) => size < 0 ? throw new FormatException($"tensor {Name} has a negative size") : checked(product * size));

    /// <summary>Bytes of the elements.</summary>
    /// <exception cref="FormatException">A negative size, or a type that is none of the three.</exception>
    /// <exception cref="OverflowException">More than there can be.</exception>
    public long ByteCount => checked(Count * Type switch
    {
        Float32 or UInt32 => 4,
        UInt8 => 1,
        _ => throw new FormatException($"tensor {Name} is of type {Type}, expected {Float32}, {UInt32} or {UInt8}"),
    });

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Type} [{string.Join(", ", Shape)}]";
}
