using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Keys;

/// <summary>What of a spec's emitted code does something: the documentation in it, and the list of settings that names every key, prove nothing.</summary>
/// <param name="Code">The model and the trainer.</param>
/// <param name="TorchCode">The <c>torch.nn.Module</c> and its trainer.</param>
/// <param name="Dataset">The row's data set, which both are handed.</param>
internal sealed partial record EmittedEffect(string Code, string TorchCode, string Dataset)
{
    // A spec without a key stands beside each of the key's values, and both for the exact engine and for TorchSharp.
    private static readonly ConcurrentDictionary<string, EmittedEffect> s_known = new();

    /// <summary>That of a valid spec.</summary>
    public static EmittedEffect Of(string text) => s_known.GetOrAdd(text, Emit);

    private static EmittedEffect Emit(string text)
    {
        // What asks for targets finds them.
        SpecText[] manifests = text.Contains(KeyVariation.DataOfNumbers) ? [Manifests.OfNumbers(KeyVariation.DataOfNumbers)] : [];
        GeneratorRun run = GeneratorRun.Of([.. manifests, new SpecText("experiments/a.yaml", text)], [],
            moreReferences: [TorchReferences.Library, TorchReferences.Engine]);
        return new EmittedEffect(
            Comment().Replace(run.Sources["Models/a.g.cs"], ""),
            Comment().Replace(run.Sources["TorchSharp/a.g.cs"], ""),
            DatasetLine().Match(run.Sources["Runs/a.g.cs"]).Value);
    }

    [GeneratedRegex("//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex("^ *Dataset = .*$", RegexOptions.Multiline)]
    private static partial Regex DatasetLine();
}
