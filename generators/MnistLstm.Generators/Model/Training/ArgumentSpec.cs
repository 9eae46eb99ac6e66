namespace MnistLstm.Generators.Model.Training;

/// <summary>An argument that a spec gives.</summary>
/// <param name="Key">Its key: <c>betas</c>.</param>
/// <param name="Literal">Its value as C# has it.</param>
internal sealed record ArgumentSpec(string Key, string Literal);
