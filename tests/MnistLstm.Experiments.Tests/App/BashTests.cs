using System.Diagnostics;

namespace MnistLstm.Experiments.Tests.App;

/// <summary>The script in a real bash, asking the real program.</summary>
public sealed class BashTests : IDisposable
{
    // Parts the line as readline does, at spaces and, outside of quotes, at '='; then prints what bash would offer.
    private const string Driver = """
        source "$1"
        COMP_LINE=$2 COMP_POINT=${#2} COMP_WORDS=()
        words=$2
        [[ $words == *[\'\"]* ]] || words=${words//=/ = }
        read -ra COMP_WORDS <<< "$words"
        [[ $2 == *" " ]] && COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _mnist_lstm_dotnet dotnet
        printf '%s\n' "${COMPREPLY[@]}"
        """;

    private readonly AppProcess _app = new();

    public void Dispose() => _app.Dispose();

    [BashTheory]
    [InlineData("dotnet run -- sho", "show")]
    [InlineData("dotnet run -c Debug -- show quick/gru-3", "quick/gru-32")]
    [InlineData("dotnet run -- run lstm-128 --th", "--threads")]
    [InlineData(@"dotnet run -- show sweeps/direction\[direction=f", @"forward\,seed=0\] forward\,seed=1\] forward\,seed=2\]")]
    [InlineData("dotnet run -- show 'sweeps/direction[direction=forward,seed=2", "sweeps/direction[direction=forward,seed=2]")]
    public void A_line_is_completed(string line, string expected)
    {
        string bin = Path.Combine(_app.Root, "bin", "Debug");
        Directory.CreateDirectory(bin);
        Directory.CreateSymbolicLink(Path.Combine(bin, "net10.0"), AppContext.BaseDirectory);
        string script = Path.Combine(_app.Root, "complete.bash");
        File.WriteAllText(script, _app.Run("completion", "bash").Output);
        string below = Directory.CreateDirectory(Path.Combine(_app.Root, "experiments", "quick")).FullName;
        ProcessStartInfo start = new("bash", ["--norc", "-c", Driver, "bash", script, line]) { WorkingDirectory = below, RedirectStandardOutput = true };
        using Process bash = Process.Start(start)!;
        string[] offered = bash.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        bash.WaitForExit();
        Assert.Equal(expected, string.Join(' ', offered.Order(StringComparer.Ordinal)));
    }

    /// <summary>Skipped where there is no bash.</summary>
    private sealed class BashTheoryAttribute : TheoryAttribute
    {
        public BashTheoryAttribute()
        {
            if (!File.Exists("/bin/bash") && !File.Exists("/usr/bin/bash"))
            {
                Skip = "there is no bash here";
            }
        }
    }
}
