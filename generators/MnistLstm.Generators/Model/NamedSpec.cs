namespace MnistLstm.Generators.Model;

/// <summary>A file with the names it takes.</summary>
/// <param name="Name">The names.</param>
/// <param name="FullPath">The file as the compiler knows it, for diagnostics.</param>
/// <param name="IsValid">Whether code is emitted for it; a broken spec takes its names all the same.</param>
internal sealed record NamedSpec(SpecName Name, string FullPath, bool IsValid);
