using System.Diagnostics;
using System.Globalization;

namespace MnistLstm.Experiments.Tests.App;

/// <summary>bisect from outside, with real programs on both ends of the pipe.</summary>
public sealed class BisectProcessTests : IDisposable
{
    private static readonly string s_app = Path.Combine(AppContext.BaseDirectory, "MnistLstm.Experiments.dll");

    private readonly AppProcess _app = new();

    public void Dispose() => _app.Dispose();

    [Fact]
    public void Two_builds_that_train_alike_end_0()
    {
        (int exitCode, string output, _) = _app.Run("bisect", "quick/lstm-32", "--epochs", "1", "--with", $"dotnet \"{s_app}\"");
        Assert.Equal(0, exitCode);
        Assert.StartsWith("quick/lstm-32  equal  1 epoch, 181 steps: every sample, loss, gradient, weight and metric\n", output);
    }

    [Fact]
    public void A_build_that_sees_another_pixel_is_found_in_one_go()
    {
        _app.Environment["DOTNET_STARTUP_HOOKS"] = typeof(BisectProcessTests).Assembly.Location;
        _app.Environment[StartupHook.OtherBuildVariable] = "1";
        (int exitCode, string output, _) = _app.Run("bisect", "quick/lstm-32", "--epochs", "1", "--with", $"dotnet \"{s_app}\"");
        Assert.Equal(3, exitCode);
        Assert.Matches(@"^quick/lstm-32  DIFFERS first at epoch 1, batch \d+ of 181 \(step \d+\): losses of the batch\n", output);
        Assert.Matches(
            @"\n  index     1 of 50 elements differ, the first at index \d+\n    there   [\d.E-]+ +0x[0-9a-f]{8}\n    here    [\d.E-]+ +0x[0-9a-f]{8}   \(",
            output);
    }

    [Fact]
    public void A_trace_of_another_process_with_other_threads_is_equal()
    {
        Assert.Equal(0, _app.Run("bisect", "quick/lstm-32", "--record", "a.trace", "--threads", "1").ExitCode);
        (int exitCode, string output, _) = _app.Run("bisect", "quick/lstm-32", "--against", "a.trace", "--threads", "2");
        Assert.Equal(0, exitCode);
        Assert.Contains("5 epochs, 905 steps", output);
    }

    [Fact]
    public void Another_program_that_fails_is_told_with_its_words_and_ends_1()
    {
        (int exitCode, string output, string error) = _app.Run("bisect", "quick/lstm-32", "--with", $"dotnet \"{s_app}\" nonsense");
        Assert.Equal((1, ""), (exitCode, output));
        Assert.Contains("the other program ended with exit code 2 before the comparison did: error: ", error);
    }

    [Fact]
    public void A_command_that_cannot_be_started_ends_1_with_an_example()
    {
        (int exitCode, _, string error) = _app.Run("bisect", "quick/lstm-32", "--with", "no-such-program-anywhere");
        Assert.Equal(1, exitCode);
        Assert.Contains("'no-such-program-anywhere' cannot be started", error);
        Assert.Contains("such as --with \"dotnet ", error);
    }

    [Fact]
    public void Missing_data_ends_4_and_nothing_is_fetched()
    {
        Directory.CreateDirectory(Path.Combine(_app.Root, "empty"));
        Assert.Equal(4, _app.Run("bisect", "lstm-128", "--record", "a.trace", "--data", "empty").ExitCode);
        Assert.False(File.Exists(Path.Combine(_app.Root, "a.trace")));
    }

    [SignalFact]
    public void A_termination_signal_ends_130_with_the_other_build_gone()
    {
        string script = Path.Combine(_app.Root, "other.sh");
        string started = Path.Combine(_app.Root, "other.pid");
        File.WriteAllText(script, $"echo $$ > '{started}'\nexec dotnet '{s_app}' \"$@\"\n");
        bool sent = false;
        (int exitCode, string output, string error) = _app.Run(
            (process, line) =>
            {
                if (!sent && line.Contains("epoch 1/", StringComparison.Ordinal))
                {
                    sent = true;
                    using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);
                    kill.WaitForExit();
                }
            },
            "bisect", "quick/bilstm-64", "--threads", "1", "--with", $"sh \"{script}\"");
        Assert.Equal((130, ""), (exitCode, output));
        Assert.Contains("interrupted", error);
        int other = int.Parse(File.ReadAllText(started), CultureInfo.InvariantCulture);
        Assert.Throws<ArgumentException>(() => Process.GetProcessById(other));
    }
}
