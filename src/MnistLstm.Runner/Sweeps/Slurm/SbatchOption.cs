namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>An option that goes to sbatch as it is: <c>partition=long</c>, <c>--time=2:00:00</c>, <c>-plong</c>.</summary>
internal static class SbatchOption
{
    /// <summary>What the sweep says itself, and why it must.</summary>
    private static readonly (string Long, char? Short, string Why)[] s_own =
    [
        ("array", 'a', "the sweep numbers the tasks; --tasks N sets how many, --jobs N how many at a time"),
        ("chdir", 'D', "the sweep sets where tasks begin"),
        ("clusters", 'M', "tasks are followed on one cluster; start the sweep on a login node of that one"),
        ("error", 'e', "the sweep names the logs"),
        ("output", 'o', "the sweep names the logs"),
        ("open-mode", null, "the sweep names the logs"),
        ("input", 'i', "tasks read nothing"),
        ("wrap", null, "the sweep writes the script"),
        ("wait", 'W', "the sweep waits by itself"),
        ("parsable", null, "the sweep reads what sbatch says"),
        ("test-only", null, "sweep … --on slurm --dry-run shows what would be submitted"),
        ("signal", null, "the sweep asks for a signal before the time limit"),
        ("help", 'h', "it submits nothing"),
        ("usage", null, "it submits nothing"),
        ("version", 'V', "it submits nothing"),
    ];

    /// <summary>The argument for sbatch; null, with the reason, for a word that it must not get.</summary>
    public static string? Read(string word, out string? fault)
    {
        string text = word.Trim();
        string bare = text.TrimStart('-');
        fault = bare.Length == 0 || !(char.IsAsciiLetter(bare[0]) && text.Length - bare.Length <= 2)
            ? $"--sbatch expects an option of sbatch, such as partition=long or time=2:00:00, got '{word}'"
            : text.Any(char.IsControl) ? $"--sbatch expects an option of sbatch without control characters, got '{word.ReplaceLineEndings(" ")}'"
            : text.Contains(" --", StringComparison.Ordinal)
                ? $"--sbatch takes one option at a time: --sbatch {text.Split(" --")[0]} --sbatch {text.Split(" --")[1]}"
            : OwnOf(text, bare) is { } own ? $"--sbatch {own.Long}: {own.Why}"
            : null;
        return fault is not null ? null : text[0] == '-' ? text : "--" + text;
    }

    // sbatch takes the beginning of a long option's name for the whole.
    private static (string Long, char? Short, string Why)? OwnOf(string text, string bare)
    {
        bool isShort = text.Length - bare.Length == 1;
        string name = bare.Split('=', ' ')[0];
        int index = Array.FindIndex(s_own, own => isShort ? own.Short == bare[0] : own.Long.StartsWith(name, StringComparison.Ordinal));
        return index < 0 ? null : s_own[index];
    }
}
