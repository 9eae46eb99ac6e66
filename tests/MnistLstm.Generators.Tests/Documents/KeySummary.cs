using MnistLstm.Generators.Parsing.Keys;

namespace MnistLstm.Generators.Tests.Documents;

/// <summary>What the documents say of a key: its summary, and which optimizers, schedulers or cells have it.</summary>
internal static class KeySummary
{
    /// <summary>One or two sentences.</summary>
    public static string Of(SpecKey key)
    {
        string[] havers = [.. key.Optimizers.Concat(key.Schedulers).Concat(key.Cells).Select(word => $"`{word}`")];
        return havers.Length == 0 ? key.Summary : $"{key.Summary} For {string.Join(" and ", havers)} only.";
    }
}
