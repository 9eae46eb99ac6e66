using System.Diagnostics;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>A process of its own that trains in a test's repository; see <see cref="StartupHook"/>.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    public ChildProcess(TestRepository repository, string? work = null)
    {
        string assembly = typeof(ChildProcess).Assembly.Location;
        ProcessStartInfo start = new("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add(assembly);
        start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
        start.Environment[StartupHook.RepositoryVariable] = repository.Layout.Root;
        start.Environment[StartupHook.WorkVariable] = work;
        _process = Process.Start(start)!;
    }

    public int Id => _process.Id;

    public string? ReadLine() => _process.StandardOutput.ReadLine();

    public void GoOn() => _process.StandardInput.WriteLine();

    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
