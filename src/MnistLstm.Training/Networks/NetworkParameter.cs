namespace MnistLstm.Training.Networks;

/// <summary>One tensor of a module, or of a network.</summary>
/// <param name="Name">PyTorch's name: <c>weight_ih_l0_reverse</c>.</param>
/// <param name="Rows">Its first size; G·H for a cell of G gates.</param>
/// <param name="Columns">Its second size; null for a bias.</param>
/// <param name="Role">What it does, for the docs.</param>
public sealed record NetworkParameter(string Name, int Rows, int? Columns, string Role)
{
    /// <summary>Its elements.</summary>
    public long Count => (long)Rows * (Columns ?? 1);

    /// <summary>The shape as PyTorch prints it: <c>[256, 28]</c>.</summary>
    public string Shape => Columns is int columns ? $"[{Rows}, {columns}]" : $"[{Rows}]";
}
