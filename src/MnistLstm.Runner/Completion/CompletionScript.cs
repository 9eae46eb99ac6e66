namespace MnistLstm.Runner.Completion;

/// <summary>The scripts by which shells complete the program's command line.</summary>
internal static class CompletionScript
{
    private static readonly Dictionary<string, string> s_resources = new(StringComparer.Ordinal)
    {
        ["bash"] = "complete.bash",
        ["zsh"] = "complete.zsh",
        ["fish"] = "complete.fish",
        ["pwsh"] = "complete.ps1",
    };

    /// <summary>The shells there is a script for.</summary>
    public static IReadOnlyCollection<string> Shells => s_resources.Keys;

    /// <summary>The script for a shell.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static string For(string shell)
    {
        using Stream script = typeof(CompletionScript).Assembly.GetManifestResourceStream(s_resources[shell])
            ?? throw new InvalidOperationException($"the program was built without {s_resources[shell]}");
        using StreamReader reader = new(script);
        return reader.ReadToEnd();
    }
}
