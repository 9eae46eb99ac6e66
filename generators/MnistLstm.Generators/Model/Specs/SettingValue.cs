namespace MnistLstm.Generators.Model.Specs;

/// <summary>A result-affecting key with the value it resolved to.</summary>
/// <param name="Key">The YAML key.</param>
/// <param name="Value">The value in canonical text.</param>
/// <param name="Default">The default in canonical text; null when the key is required.</param>
internal sealed record SettingValue(string Key, string Value, string? Default);
