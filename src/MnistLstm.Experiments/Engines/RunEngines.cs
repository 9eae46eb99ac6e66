namespace MnistLstm.Experiments.Engines;

/// <summary>The engines there are, and which of them this build has.</summary>
public static class RunEngines
{
    /// <summary>The word of the second engine.</summary>
    public const string TorchSharp = "torchsharp";

    /// <summary>The words that <c>--engine</c> takes, whether this build has the engine or not.</summary>
    public static IReadOnlyList<string> Words { get; } = [ExactEngine.Name, TorchSharp];

    /// <summary>The engine of a word; null when this build does not have it.</summary>
    /// <param name="word">One of <see cref="Words"/>.</param>
    /// <param name="threads">Threads within a run, where its numbers depend on them; null for its own default.</param>
    /// <exception cref="ArgumentOutOfRangeException">No engine has that word.</exception>
    public static RunEngine? Find(string word, int? threads = null) => word switch
    {
        ExactEngine.Name => ExactEngine.Instance,
#if TORCHSHARP
        TorchSharp => new TorchSharpEngine(threads ?? 1),
#else
        TorchSharp => null,
#endif
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, $"an engine is one of {string.Join(", ", Words)}"),
    };
}
