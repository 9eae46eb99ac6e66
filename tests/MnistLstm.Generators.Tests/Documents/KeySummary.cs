using MnistLstm.Generators.Parsing;

namespace MnistLstm.Generators.Tests.Documents;

/// <summary>What the documents say of a key: its summary, and which optimizers have it.</summary>
internal static class KeySummary
{
    /// <summary>One or two sentences.</summary>
    public static string Of(SpecKey key) => key.Optimizers.Count == 0
        ? key.Summary
        : $"{key.Summary} For {string.Join(" and ", key.Optimizers.Select(word => $"`{word}`"))} only.";
}
