using MnistLstm.Training.Networks;

namespace MnistLstm.Training.Settings;

/// <summary>A model that runs of a family share.</summary>
/// <param name="Network">What it is made of.</param>
/// <param name="CodeSha256">SHA-256, lower-case hex, of <paramref name="Code"/>'s text in UTF-8.</param>
/// <param name="Code">The emitted C# of the model and the family's trainer.</param>
/// <param name="TorchSharpCode">The emitted C# of the TorchSharp module and the family's TorchSharp trainer.</param>
public sealed record FamilyNetwork(Network Network, string CodeSha256, Func<string> Code, Func<string> TorchSharpCode);
