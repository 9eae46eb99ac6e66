using System.Diagnostics;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Storage;

public sealed class LeftoverFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist-lstm-left-").FullName;

    [Fact]
    public void What_a_process_that_is_gone_left_half_written_is_removed()
    {
        string leftover = Make(AsideNameOf(EndedProcess()));
        LeftoverFiles.Sweep(_folder);
        Assert.False(File.Exists(leftover));
    }

    [Fact]
    public void What_a_live_process_writes_stays()
    {
        string own = Make(AsideName.Of("run.json"));
        string other = Make(AsideNameOf(ParentOf(Environment.ProcessId)));
        LeftoverFiles.Sweep(_folder);
        Assert.True(File.Exists(own) && File.Exists(other));
    }

    [Fact]
    public void What_somebody_holds_open_stays_whatever_its_name_says()
    {
        string path = Path.Combine(_folder, AsideNameOf(EndedProcess()));
        using FileStream writer = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        LeftoverFiles.Sweep(_folder);
        Assert.True(File.Exists(path));
    }

    [Fact]
    public void Names_that_do_not_tell_the_machine_are_removed_when_they_are_old()
    {
        string young = Make("run.json.4711-0123456789abcdef0123456789abcdef.tmp");
        string old = Make("run.json.4712-0123456789abcdef0123456789abcdef.tmp");
        string elsewhere = Make("run.json.4713-00000000-0123456789abcdef.tmp");
        File.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddDays(-2));
        File.SetLastWriteTimeUtc(elsewhere, DateTime.UtcNow.AddDays(-2));
        LeftoverFiles.Sweep(_folder);
        Assert.Equal([young], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Files_of_other_programs_stay()
    {
        string foreign = Make("draft.tmp");
        File.SetLastWriteTimeUtc(foreign, DateTime.UtcNow.AddYears(-1));
        LeftoverFiles.Sweep(_folder);
        Assert.True(File.Exists(foreign));
    }

    [Fact]
    public void Writing_beside_them_removes_them()
    {
        string folder = Path.Combine(_folder, "fresh");
        Directory.CreateDirectory(folder);
        string leftover = Path.Combine(folder, AsideNameOf(EndedProcess()));
        File.WriteAllText(leftover, "half");
        AtomicFile.Write(Path.Combine(folder, "run.json"), "{}"u8.ToArray());
        Assert.Equal("run.json", Path.GetFileName(Assert.Single(Directory.GetFiles(folder))));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string AsideNameOf(int process) =>
        AsideName.Of("run.json").Replace($".{Environment.ProcessId}-", $".{process}-", StringComparison.Ordinal);

    private static int EndedProcess()
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", ["--version"]) { RedirectStandardOutput = true })!;
        process.WaitForExit();
        return process.Id;
    }

    private static int ParentOf(int process) => OperatingSystem.IsLinux()
        ? int.Parse(File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)
        : process;

    private string Make(string name)
    {
        string path = Path.Combine(_folder, Path.GetFileName(name));
        File.WriteAllText(path, "half");
        return path;
    }
}
