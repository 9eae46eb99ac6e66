using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MnistLstm.Runner.Processes;

/// <summary>Tells this process from others, and live ones from dead ones.</summary>
internal static class ProcessIdentity
{
    private const string LinuxBootId = "/proc/sys/kernel/random/boot_id";

    // Where the system does not count ticks, the start is derived from the machine's uptime, which a clock adjustment shifts a little.
    private static readonly TimeSpan s_tolerance = TimeSpan.FromSeconds(5);

    private static readonly Lazy<RunOwner> s_self = new(() =>
    {
        using var process = Process.GetCurrentProcess();
        string? boot = OperatingSystem.IsLinux() && File.Exists(LinuxBootId) ? File.ReadAllText(LinuxBootId).Trim() : null;
        return new RunOwner(process.Id, Environment.MachineName, process.StartTime.ToUniversalTime(), boot, LinuxProcess.Find(process.Id)?.StartTicks);
    });

    /// <summary>This process.</summary>
    public static RunOwner Current => s_self.Value;

    /// <summary>Whether an owner's process still runs: by id, machine, boot and start, so that no other process that came to the same id is taken for
    /// it.</summary>
    public static OwnerLife LifeOf(RunOwner owner)
    {
        RunOwner here = Current;
        if (owner.Host != here.Host)
        {
            return OwnerLife.Elsewhere;
        }

        if (owner.BootId is not null && here.BootId is not null && owner.BootId != here.BootId)
        {
            // No process lives through that, whatever the clock says now.
            return OwnerLife.Gone;
        }

        bool runs = owner.StartTicks is { } ticks && here.StartTicks is not null
            ? LinuxProcess.Find(owner.ProcessId) is { HasEnded: false } process && process.StartTicks == ticks
            : StartOf(owner.ProcessId) is { } started && (started - owner.Started).Duration() < s_tolerance;
        return runs ? OwnerLife.Running : OwnerLife.Gone;
    }

    /// <summary>True when a process of this machine has the id, whichever it is.</summary>
    public static bool Exists(int processId) => LinuxProcess.Find(processId) is { } process ? !process.HasEnded : StartOf(processId) is not null;

    private static DateTime? StartOf(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return process.HasExited ? null : process.StartTime.ToUniversalTime();
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException)
        {
            return null;
        }
        catch (Win32Exception)
        {
            // Another user's: it is there, and its start is not for us to know.
            return DateTime.MaxValue;
        }
    }

    /// <summary>What Linux says of a process.</summary>
    /// <param name="HasEnded">Only its entry is left, until its parent takes note.</param>
    /// <param name="StartTicks">When it started, in ticks since the machine was switched on.</param>
    private sealed record LinuxProcess(bool HasEnded, long StartTicks)
    {
        // Fields of /proc/<id>/stat behind the name, which stands in brackets and may hold anything.
        private const int State = 0;
        private const int Start = 19;

        /// <summary>Null where there is no such process, or no such system.</summary>
        public static LinuxProcess? Find(int processId)
        {
            if (!OperatingSystem.IsLinux())
            {
                return null;
            }

            try
            {
                string text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
                string[] fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
                return new LinuxProcess(fields[State] is "Z" or "X", long.Parse(fields[Start], CultureInfo.InvariantCulture));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Gone, or hidden from this user.
                return null;
            }
        }
    }
}
