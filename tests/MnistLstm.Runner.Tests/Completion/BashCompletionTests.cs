using System.Diagnostics;
using System.Runtime.Versioning;
using MnistLstm.Runner.Completion;
using MnistLstm.Runner.Tests.Storage;

namespace MnistLstm.Runner.Tests.Completion;

/// <summary>Which program the script of bash would start, asked of bash itself.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class BashCompletionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-completion-").FullName;
    private readonly string _program;

    public BashCompletionTests()
    {
        File.WriteAllText(Path.Combine(_folder, "MnistLstm.Experiments.csproj"), "");
        _program = Path.Combine(_folder, "bin", "Debug", "net10.0", "MnistLstm.Experiments.dll");
        Directory.CreateDirectory(Path.GetDirectoryName(_program)!);
        File.WriteAllText(_program, "");
        File.WriteAllText(Beside, "");
    }

    private string Beside => Path.Combine(Path.GetDirectoryName(_program)!, "MnistLstm.Runner.dll");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [UnixFact]
    public void A_program_of_one_s_own_is_started() => Assert.Equal(_program, Chosen("/elsewhere.dll"));

    [UnixFact]
    public void A_program_in_a_folder_that_anybody_can_write_to_is_not_but_for_the_one_that_wrote_the_script()
    {
        string folder = Path.GetDirectoryName(_program)!;
        File.SetUnixFileMode(folder, File.GetUnixFileMode(folder) | UnixFileMode.OtherWrite);
        Assert.Equal("", Chosen("/elsewhere.dll"));
        Assert.Equal(_program, Chosen(_program));
    }

    [UnixFact]
    public void A_program_beside_a_library_that_anybody_can_write_to_is_not()
    {
        File.SetUnixFileMode(Beside, File.GetUnixFileMode(Beside) | UnixFileMode.OtherWrite);
        Assert.Equal("", Chosen("/elsewhere.dll"));
    }

    private string Chosen(string own)
    {
        ProcessStartInfo start =
            new("bash", ["-c", CompletionScript.For("bash", own) + "\n_mnist_lstm_program"]) { WorkingDirectory = _folder, RedirectStandardOutput = true };
        using Process bash = Process.Start(start)!;
        string chosen = bash.StandardOutput.ReadToEnd();
        bash.WaitForExit();
        return chosen;
    }
}
