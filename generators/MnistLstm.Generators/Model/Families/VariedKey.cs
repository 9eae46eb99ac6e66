namespace MnistLstm.Generators.Model.Families;

/// <summary>A key that a family varies, and the member of the typed record that stands for it.</summary>
/// <param name="Key">The YAML key: <c>learning_rate</c>.</param>
/// <param name="Member">The member: <c>LearningRate</c>.</param>
/// <param name="Type">Its C# type: <c>double</c>.</param>
/// <param name="Null">What null stands for, where it may be that: <c>all</c>.</param>
internal sealed record VariedKey(string Key, string Member, string Type, string? Null = null);
