using System.ComponentModel;
using System.Diagnostics;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Sweeps.Slurm;

/// <summary>Runs another program to its end and takes what it says. Arguments go to it as they are: no shell reads them.</summary>
internal static class ChildCommand
{
    /// <summary>Where a program lies; null when no folder of the search path has it.</summary>
    /// <param name="name">The program.</param>
    /// <param name="searchPath">Folders, as in <c>$PATH</c>.</param>
    public static string? Find(string name, string searchPath) => searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, name))
        .FirstOrDefault(file => Path.IsPathRooted(file) && PathKinds.Of(file) == PathKind.File && IsExecutable(file));

    /// <summary>Runs it.</summary>
    /// <param name="file">The program's path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="withoutVariables">Beginnings of environment variables that it must not see.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <exception cref="SlurmException">It cannot be started.</exception>
    /// <exception cref="OperationCanceledException">It was killed.</exception>
    public static CommandOutput Run(string file, IEnumerable<string> arguments, string? withoutVariables, CancellationToken cancellation)
    {
        ProcessStartInfo start =
            new(file, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string name in start.Environment.Keys.Where(
            name => withoutVariables is not null && name.StartsWith(withoutVariables, StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        using Process process = Start(start);
        process.StandardInput.Close();
        using CancellationTokenRegistration kill = cancellation.Register(() => process.Kill(entireProcessTree: true));
        Task<string> output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return new CommandOutput(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new SlurmException($"{start.FileName} was not started");
        }
        catch (Win32Exception error)
        {
            throw new SlurmException($"{start.FileName} cannot be started: {error.Message}", error);
        }
    }

    private static bool IsExecutable(string file) =>
        OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != 0;
}

/// <summary>What a program said, and how it ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record CommandOutput(int ExitCode, string Output, string Error)
{
    /// <summary>Its complaint in one line.</summary>
    public string Words
    {
        get
        {
            string text =
                string.Join("; ", (Error.Length > 0 ? Error : Output).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
            return text.Length > 0 ? text : FormattableString.Invariant($"it ended with {ExitCode} and said nothing");
        }
    }
}
