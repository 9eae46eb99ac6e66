using MnistLstm.Generators.Parsing.Text;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>What a key's value asks of another: that it be a number in this range.</summary>
/// <param name="Key">The other key.</param>
/// <param name="Range">The range.</param>
/// <param name="Or">One that may be in the range instead; null for none.</param>
internal sealed record KeyNeed(SpecKey Key, NumberRange Range, SpecKey? Or = null);
