using System.Diagnostics;

namespace MnistLstm.Runner.Storage;

/// <summary>Tells this process from others, and live ones from dead ones.</summary>
internal static class ProcessIdentity
{
    // The start is derived from the machine's uptime, which a clock adjustment shifts a little.
    private static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(5);

    private static readonly Lazy<RunOwner> Self = new(() =>
    {
        using var process = Process.GetCurrentProcess();
        return new RunOwner(process.Id, Environment.MachineName, process.StartTime.ToUniversalTime());
    });

    /// <summary>This process.</summary>
    public static RunOwner Current => Self.Value;

    /// <summary>True when the owner is a process of this machine that still runs and is not this one. A process of another machine cannot be asked.</summary>
    public static bool IsAnotherLiveOne(RunOwner owner)
    {
        if (owner.Host != Environment.MachineName || owner.ProcessId == Environment.ProcessId)
        {
            return false;
        }

        try
        {
            using var process = Process.GetProcessById(owner.ProcessId);
            return !process.HasExited && (process.StartTime.ToUniversalTime() - owner.Started).Duration() < Tolerance;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // There is no such process, or it is another user's and so not the one that wrote here.
            return false;
        }
    }
}
