using System.Diagnostics;
using MnistLstm.Runner.Completion;

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
        Directory.CreateSymbolicLink(Path.Combine(Bin(), "net10.0"), AppContext.BaseDirectory);
        Assert.Equal(expected, Offered(line));
    }

    [BashFact(AsRoot = true)]
    public void A_program_behind_somebody_else_s_link_is_not_started()
    {
        // What somebody else can make of a program that is yours, to have theirs loaded beside it.
        PutProgram();
        File.Delete(Program);
        File.CreateSymbolicLink(Program, Path.Combine(AppContext.BaseDirectory, "MnistLstm.Experiments.dll"));
        Give(Program);
        Assert.Equal("", Started());
    }

    [BashFact]
    public void A_program_of_the_user_in_a_folder_of_the_user_is_started()
    {
        PutProgram();
        Assert.Equal(Program, Started());
    }

    [BashFact(AsRoot = true)]
    public void Nothing_of_somebody_else_is_started_but_the_program_that_wrote_the_script()
    {
        PutProgram();
        Give(Program);
        Assert.Equal("", Started());
        Assert.Equal(Program, Started(own: Program));
        File.Delete(Program);
        PutProgram();
        Give(Path.GetDirectoryName(Program)!);
        Assert.Equal("", Started());
    }

    [BashFact]
    public void The_path_in_the_script_is_a_word_and_no_command()
    {
        string path = Path.Combine(_app.Root, "a'b $(touch c)");
        Assert.Equal($"_mnist_lstm_own='{path.Replace("'", @"'\''")}'",
            CompletionScript.For("bash", path).Split('\n').Single(line => line.StartsWith("_mnist_lstm_own=", StringComparison.Ordinal)));
    }

    private string Program => Path.Combine(Bin(), "net10.0", "MnistLstm.Experiments.dll");

    /// <summary>Puts a file in the place of the program that is built in the test's checkout.</summary>
    private void PutProgram()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Program)!);
        File.WriteAllText(Program, "");
    }

    private static void Give(string path) => Process.Start("chown", ["-h", "65534", path]).WaitForExit();

    private string Bin() => Directory.CreateDirectory(Path.Combine(_app.Root, "bin", "Debug")).FullName;

    private string Offered(string line) => Bash(Driver, _app.Run("completion", "bash").Output, line);

    /// <summary>The program that the script would ask in the test's checkout.</summary>
    private string Started(string own = "/nowhere") => Bash("source \"$1\"; _mnist_lstm_program", CompletionScript.For("bash", own), "");

    private string Bash(string commands, string text, string line)
    {
        string script = Path.Combine(_app.Root, "complete.bash");
        File.WriteAllText(script, text);
        string below = Directory.CreateDirectory(Path.Combine(_app.Root, "experiments", "quick")).FullName;
        ProcessStartInfo start = new("bash", ["--norc", "-c", commands, "bash", script, line]) { WorkingDirectory = below, RedirectStandardOutput = true };
        using Process bash = Process.Start(start)!;
        string[] offered = bash.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        bash.WaitForExit();
        return string.Join(' ', offered.Order(StringComparer.Ordinal));
    }

    private static string? WhyNot => !File.Exists("/bin/bash") && !File.Exists("/usr/bin/bash") ? "there is no bash here" : null;

    /// <summary>Skipped where there is no bash.</summary>
    private sealed class BashTheoryAttribute : TheoryAttribute
    {
        public BashTheoryAttribute() => Skip = WhyNot;
    }

    /// <summary>Skipped where there is no bash.</summary>
    private sealed class BashFactAttribute : FactAttribute
    {
        public BashFactAttribute() => Skip = WhyNot;

        /// <summary>Skipped also for who cannot give a file away.</summary>
        public bool AsRoot
        {
            get => false;
            set => Skip ??= value && Environment.UserName != "root" ? "only root can give a file to somebody else" : null;
        }
    }
}
