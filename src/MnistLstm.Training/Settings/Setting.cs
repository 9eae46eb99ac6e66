namespace MnistLstm.Training.Settings;

/// <summary>One key of a spec with the value it resolved to.</summary>
/// <param name="Key">The YAML key: <c>learning_rate</c>.</param>
/// <param name="Value">The value in canonical text: integers in decimal, floats in shortest round-trip form, words as they are, <c>true</c> or <c>false</c>;
/// <c>all</c> for an absent <c>train_samples</c> or <c>test_samples</c>.</param>
/// <param name="Default">The default in the same form; null when the key is required.</param>
/// <param name="Line">The line of the YAML file that gives it, from 1; null when the default serves.</param>
public sealed record Setting(string Key, string Value, string? Default, int? Line);
