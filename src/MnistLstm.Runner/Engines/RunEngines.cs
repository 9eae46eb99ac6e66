namespace MnistLstm.Runner.Engines;

/// <summary>The engines there are, and which of them this program has.</summary>
/// <param name="torchSharp">Makes the second engine for a number of threads; null in a program without it.</param>
internal sealed class RunEngines(Func<int, RunEngine>? torchSharp = null)
{
    /// <summary>The word of the second engine.</summary>
    public const string TorchSharp = "torchsharp";

    /// <summary>The words that <c>--engine</c> takes, whether this program has the engine or not.</summary>
    public static IReadOnlyList<string> Words { get; } = [ExactEngine.Name, TorchSharp];

    /// <summary>The engine of a word; null when this program does not have it.</summary>
    /// <param name="word">One of <see cref="Words"/>.</param>
    /// <param name="threads">Threads within a run, where its numbers depend on them; null for its own default.</param>
    /// <exception cref="ArgumentOutOfRangeException">No engine has that word.</exception>
    public RunEngine? Find(string word, int? threads = null) => word switch
    {
        ExactEngine.Name => ExactEngine.Instance,
        TorchSharp => torchSharp?.Invoke(threads ?? 1),
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, $"an engine is one of {string.Join(", ", Words)}"),
    };
}
