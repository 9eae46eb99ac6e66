using System.Runtime.InteropServices;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Sweeps;
using Spectre.Console;

namespace MnistLstm.Runner.Cli.Hosting;

/// <summary>Ctrl-C, termination signals and a terminal that is closed: the first asks the work to end cleanly, the second ends the process at once.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Terminal _terminal;
    private int _signals;

    public Interruption(Terminal terminal)
    {
        _terminal = terminal;
        _registrations = [.. ((PosixSignal[])[PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP]).Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
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
        if (_terminal is { Live: { } live, Pinned.AreShown: false })
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
