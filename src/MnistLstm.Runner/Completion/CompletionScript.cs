using MnistLstm.Runner.Storage;

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
    /// <param name="shell">The shell's name.</param>
    /// <param name="program">The program that writes the script, which it may start wherever it lies.</param>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public static string For(string shell, string program)
    {
        using Stream script = typeof(CompletionScript).Assembly.GetManifestResourceStream(s_resources[shell])
            ?? throw new InvalidOperationException($"the program was built without {s_resources[shell]}");
        using StreamReader reader = new(script);
        return reader.ReadToEnd()
            .Replace("@PROGRAM@", Quoted(shell, program), StringComparison.Ordinal)
            .Replace("@LIBRARY@", Quoted(shell, BuiltProgram.Library), StringComparison.Ordinal)
            .Replace("@PROJECT@", Quoted(shell, BuiltProgram.Project), StringComparison.Ordinal)
            .Replace("@NAME@", BuiltProgram.Name, StringComparison.Ordinal);
    }

    /// <summary>A path as a shell reads it back: nothing in it is obeyed.</summary>
    internal static string Quoted(string shell, string path) => shell switch
    {
        "fish" => $"'{path.Replace("\\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal)}'",
        "pwsh" => $"'{path.Replace("'", "''", StringComparison.Ordinal)}'",
        _ => ShellText.Quote(path),
    };
}
