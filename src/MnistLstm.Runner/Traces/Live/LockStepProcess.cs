using System.CommandLine.Parsing;
using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using MnistLstm.Runner.Storage;
using MnistLstm.Runner.Sweeps;
using MnistLstm.Runner.Traces.Content;

namespace MnistLstm.Runner.Traces.Live;

/// <summary>Another build of this program as a child process that trains in lock step with this one. It ends with this object.</summary>
internal sealed class LockStepProcess : IDisposable
{
    private const int KeptLines = 20;
    private static readonly TimeSpan s_grace = TimeSpan.FromSeconds(2);

    private readonly Process _process;
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly Queue<string> _errors = new();

    /// <summary>Starts it and reads what it will train.</summary>
    /// <param name="command">The command that starts the other build, split at spaces; double quotes keep words together.</param>
    /// <param name="arguments">What to put behind it.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="TraceException">It cannot be started, or ended without a trace.</exception>
    public LockStepProcess(string command, IReadOnlyList<string> arguments, CancellationToken cancellation)
    {
        string[] words = [.. CommandLineParser.SplitCommandLine(command), .. arguments];
        ProcessStartInfo start = new(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        _cancellation = cancellation;
        try
        {
            _process = Process.Start(start) ?? throw new Win32Exception("no process was started");
        }
        catch (Win32Exception error)
        {
            throw new TraceException(
                $"'{words[0]}' cannot be started: {error.Message}; --with takes the command that starts the other build, such as --with \"dotnet "
                    + $"../before/bin/Debug/net10.0/{BuiltProgram.Library}\"", error);
        }

        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginErrorReadLine();

        // A read from a pipe cannot be cancelled, but it ends with the process.
        _registration = cancellation.Register(Kill);
        try
        {
            Source = new LockStepSource(_process.StandardOutput.BaseStream, _process.StandardInput.BaseStream, Explain);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>What it says.</summary>
    public LockStepSource Source { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        _registration.Dispose();
        _process.StandardInput.BaseStream.Dispose();
        if (!_process.WaitForExit(s_grace))
        {
            Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
    }

    private void Kill() => _process.Kill(entireProcessTree: true);

    private void Keep(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        lock (_errors)
        {
            _errors.Enqueue(line.Trim());
            if (_errors.Count > KeptLines)
            {
                _errors.Dequeue();
            }
        }
    }

    private Exception Explain(Exception error)
    {
        if (!_process.WaitForExit(s_grace))
        {
            return Ended($"the other program stopped talking ({error.Message})", error);
        }

        // Without a time limit it also waits for the last lines of standard error.
        _process.WaitForExit();
        if (_process.ExitCode == ExitCode.Interrupted)
        {
            // One signal to both, and it was quicker to react.
            _cancellation.WaitHandle.WaitOne(s_grace);
        }

        return Ended(string.Create(CultureInfo.InvariantCulture, $"the other program ended with exit code {_process.ExitCode} before the comparison did"),
            error);
    }

    private Exception Ended(string what, Exception error)
    {
        if (_cancellation.IsCancellationRequested)
        {
            return new OperationCanceledException(what, error, _cancellation);
        }

        lock (_errors)
        {
            return new TraceException(_errors.Count == 0 ? what + " and said nothing" : $"{what}: {string.Join(" | ", _errors)}", error);
        }
    }
}
