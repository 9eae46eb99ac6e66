using MnistLstm.Generators.Parsing.Text;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>What a key's value asks of another: that it be a number in this range.</summary>
internal sealed record KeyNeed(SpecKey Key, NumberRange Range);
