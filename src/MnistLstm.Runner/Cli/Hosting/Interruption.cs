using System.Runtime.InteropServices;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Sweeps;
using Spectre.Console;

namespace MnistLstm.Runner.Cli.Hosting;

/// <summary>Ctrl-C and termination signals: the first asks the work to end cleanly, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Terminal _terminal;
    private int _signals;

    public Interruption(Terminal terminal)
    {
        _terminal = terminal;
        _registrations = [PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal), PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal)];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    /// <summary>The live display must know of lines that are printed above it.</summary>
    private void Say(string text)
    {
        if (_terminal.Live is { } live)
        {
            live.WriteLine(text);
        }
        else
        {
            _terminal.Note(text);
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _signals) == 1)
        {
            Say("interrupted: ending after this batch; once more ends at once");
            _source.Cancel();
            return;
        }

        // The live display had hidden it.
        _terminal.Live?.Cursor.Show(true);
        Environment.Exit(ExitCode.Interrupted);
    }
}
