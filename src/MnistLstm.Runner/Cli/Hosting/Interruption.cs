using System.Runtime.InteropServices;
using MnistLstm.Runner.Reports.Writing;
using MnistLstm.Runner.Sweeps;

namespace MnistLstm.Runner.Cli.Hosting;

/// <summary>
/// Ctrl-C, Ctrl-\, termination and a terminal that is closed: the first signal asks the work to end cleanly, the second ends the process at
/// once. A signal that was ignored when the program was started, as <c>nohup</c> does, stays ignored.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly PosixSignal[] s_signals = [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(0.5);

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Terminal _terminal;
    private int _signals;

    public Interruption(Terminal terminal)
    {
        _terminal = terminal;
        _registrations = [.. s_signals.Select(signal => PosixSignalRegistration.Create(signal, OnSignal))];
    }

    /// <summary>What ends when the first signal comes, as it is said then.</summary>
    public string Ending { get; set; } = "ending cleanly";

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
            live.Note(text);
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
            // The work is told first: a standard error that nobody reads holds up who writes to it.
            _source.Cancel();
            Say($"interrupted: {Ending}; interrupt again to end at once");
            return;
        }

        // The live display had hidden the cursor. It may be held up by what it writes to, and then the cursor must wait.
        Task.Run(() => _terminal.Live?.Clear()).Wait(s_patience);
        Environment.Exit(ExitCode.Interrupted);
    }
}
