using System.Globalization;
using System.Text;

namespace MnistLstm.Runner.Processes;

/// <summary>
/// How many files the system lets this process open. The runtime itself needs close to a hundred for its libraries, and where it gets too few it
/// ends somewhere in the middle without a word that helps.
/// </summary>
internal static class OpenFileLimit
{
    /// <summary>What this program can do with.</summary>
    public const ulong Least = 128;

    /// <summary>What is wrong with a limit, and the remedy; null when nothing is.</summary>
    public static string? Fault(ulong? limit) => limit < Least
        ? string.Create(CultureInfo.InvariantCulture,
            $"error: this process may open {limit} files, and needs {Least}\nhelp:  raise the limit and start again: ulimit -n 1024\n")
        : null;

    /// <summary>Says on standard error that the limit of this process is too low.</summary>
    /// <returns>True when it is, so that nothing can be done.</returns>
    public static bool IsTooLow()
    {
        if (OperatingSystem.IsWindows() || Fault(Posix.OpenFiles()) is not { } fault)
        {
            return false;
        }

        // The console's own library could not be loaded.
        Posix.WriteToStandardError(Encoding.UTF8.GetBytes(fault));
        return true;
    }
}
