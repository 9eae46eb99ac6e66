using System.Diagnostics;
using System.Text;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps.Slurm;
using MnistLstm.Runner.Tests.Storage;

namespace MnistLstm.Runner.Tests.Sweeps.Slurm;

/// <summary>The job script, run by bash as a node would, with a script in place of the program.</summary>
public sealed class ArrayScriptTests : IDisposable
{
    private readonly string _root = Path.Combine(Directory.CreateTempSubdirectory("mnist-lstm-script-").FullName, "it's $(touch hacked) 'odd' `x`;\nnext % é");
    private readonly RepositoryLayout _layout;
    private readonly ArrayFolder _folder;

    public ArrayScriptTests()
    {
        Directory.CreateDirectory(_root);
        _layout = new RepositoryLayout(_root);
        _folder = ArrayFolder.Create(_layout, TimeProvider.System, [["quick/a", "grid[x=1,seed=2]"]],
            new Dictionary<string, string> { ["quick/a"] = "0123456789abcdef" });
        Directory.CreateDirectory(_folder.Program);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_root)!, recursive: true);

    [LinuxFact]
    public void The_program_gets_the_runs_and_options_word_by_word_whatever_the_path_holds()
    {
        Program("""printf '%s\n' "$@" """);
        Assert.Equal(0, Run("--results", _layout.Results));
        Assert.Equal(["sweep", "quick/a", "grid[x=1,seed=2]", "--results", .. _layout.Results.Split('\n')], File.ReadAllLines(Report));
        Assert.True(_folder.HasBegun(1));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_root)!, "hacked", SearchOption.AllDirectories));
    }

    [LinuxTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(130)]
    public void It_ends_as_the_program_does(int code)
    {
        Program($"echo x >>\"$0.calls\"; exit {code}");
        Assert.Equal(code, Run());
        Assert.Equal(1, Calls);
    }

    [LinuxFact]
    public void A_program_that_was_killed_is_started_again()
    {
        Program("""echo x >>"$0.calls"; [ "$(wc -l <"$0.calls")" -ge 3 ] || kill -9 $$; echo done""");
        Assert.Equal(0, Run());
        Assert.Equal(3, Calls);
        Assert.Equal("done\n", File.ReadAllText(Report));
    }

    [LinuxFact]
    public void One_that_is_killed_each_time_is_given_up_after_the_third()
    {
        Program("""echo x >>"$0.calls"; kill -9 $$""");
        using Process script = Start(log: true);
        string[] said = script.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        script.WaitForExit();
        Assert.Equal(137, script.ExitCode);
        Assert.Equal(3, Calls);
        Assert.Equal(
            [
                "the program was killed; attempt 2 of 3 goes on from its last checkpoint",
                "the program was killed; attempt 3 of 3 goes on from its last checkpoint",
                "the program was killed for the third time; the task is given up",
            ],
            said[^3..]);
    }

    [LinuxFact]
    public void Slurms_signal_to_end_is_awaited_and_not_answered_by_another_attempt()
    {
        Program("""trap 'echo stored >"$0.checkpoint"; exit 130' TERM; echo x >>"$0.calls"; touch "$0.ready"; while :; do sleep 0.05; done""");
        using Process script = Start();
        WaitFor(Executable + ".ready");

        // Slurm tells the script and the program.
        Signal("TERM", script.Id);
        Signal("TERM", Child(script.Id));
        script.WaitForExit();
        Assert.Equal(130, script.ExitCode);
        Assert.Equal(1, Calls);
        Assert.True(File.Exists(Executable + ".checkpoint"));
    }

    [LinuxFact]
    public void Near_the_time_limit_the_program_is_told_to_end_and_a_task_that_made_no_progress_is_not_put_back()
    {
        Program("""trap 'exit 130' TERM; echo x >>"$0.calls"; touch "$0.ready"; while :; do sleep 0.05; done""");
        using Process script = Start();
        WaitFor(Executable + ".ready");
        Signal("USR1", script.Id);
        script.WaitForExit();
        Assert.Equal(130, script.ExitCode);
        Assert.Equal(1, Calls);
    }

    [LinuxFact]
    public void A_task_that_trained_for_a_while_before_its_time_limit_is_put_back_into_the_queue()
    {
        Program("""trap 'exit 130' TERM; touch "$0.ready"; while :; do sleep 0.05; done""");
        string bin = Path.Combine(_root, "bin");
        Directory.CreateDirectory(bin);
        string scontrol = Path.Combine(bin, "scontrol");
        Executably(scontrol, """printf '%s\n' "$*" >"$0.calls"; exit 1""");

        // As if it had begun a minute ago.
        string text = ArrayScript.Text(_folder, _root, new ProgramFiles(_folder.Program, "app", null), []).Replace("set -u\n", "set -u\nSECONDS=60\n",
            StringComparison.Ordinal);
        using Process script = Start(text, bin);
        WaitFor(Executable + ".ready");
        Signal("USR1", script.Id);
        script.WaitForExit();
        Assert.Equal("requeue 4711_1\n", File.ReadAllText(scontrol + ".calls"));
    }

    [LinuxFact]
    public void A_list_that_is_missing_ends_the_task_before_the_program()
    {
        Program("""echo x >>"$0.calls" """);
        Directory.Delete(Path.Combine(_folder.Folder, "tasks"), recursive: true);
        Assert.Equal(1, Run());
        Assert.Equal(0, Calls);
    }

    private string Executable => Path.Combine(_folder.Program, "app");

    private string Report => Path.Combine(_folder.Folder, "report", "1");

    private int Calls => File.Exists(Executable + ".calls") ? File.ReadAllLines(Executable + ".calls").Length : 0;

    private static void Executably(string file, string lines)
    {
        File.WriteAllText(file, $"#!/bin/bash\n{lines}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static void WaitFor(string file) => SpinWait.SpinUntil(() => File.Exists(file));

    private static int Child(int process) =>
        int.Parse(File.ReadAllText($"/proc/{process}/task/{process}/children").Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);

    private static void Signal(string signal, int process)
    {
        using var kill = Process.Start("/bin/bash", ["-c", $"kill -{signal} {process}"]);
        kill.WaitForExit();
        Assert.Equal(0, kill.ExitCode);
    }

    private void Program(string lines) => Executably(Executable, lines);

    private int Run(params string[] options)
    {
        using Process script = Start(ArrayScript.Text(_folder, _root, new ProgramFiles(_folder.Program, "app", null), options));
        script.WaitForExit();
        return script.ExitCode;
    }

    private Process Start(string? text = null, string? path = null, bool log = false)
    {
        text ??= ArrayScript.Text(_folder, _root, new ProgramFiles(_folder.Program, "app", null), []);
        File.WriteAllText(_folder.Script, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        ProcessStartInfo start = new("/bin/bash", [_folder.Script]) { WorkingDirectory = Path.GetDirectoryName(_root)!, RedirectStandardOutput = log };
        start.Environment["SLURM_ARRAY_TASK_ID"] = "1";
        start.Environment["SLURM_ARRAY_JOB_ID"] = "4711";
        if (path is not null)
        {
            start.Environment["PATH"] = path + ":" + Environment.GetEnvironmentVariable("PATH");
        }

        return Process.Start(start)!;
    }
}
