namespace MnistLstm.Generators.Model.Networks;

/// <summary>A probability.</summary>
/// <param name="Literal">A C# literal of type double, made of the YAML's own digits.</param>
/// <param name="Canonical">The shortest text that reads back as the same double: <c>1E-05</c>.</param>
internal sealed record Probability(string Literal, string Canonical)
{
    /// <summary>As Python prints it: <c>1e-05</c>.</summary>
    public string Python => Canonical == "0" ? "0.0" : Canonical.Replace('E', 'e');
}
