using System.Runtime.InteropServices;
using MnistLstm.Engine.Kernels;

namespace MnistLstm.Runner.Engines;

/// <summary>What was measured on; speeds mean nothing without it.</summary>
/// <param name="Processor">The processor's name as it gives it itself; null where the system does not tell.</param>
/// <param name="Processors">Logical processors.</param>
/// <param name="Vectors">The vector instructions the engine uses: <c>AVX-512</c>.</param>
/// <param name="Architecture">Of the process: <c>x64</c>.</param>
/// <param name="System">The operating system.</param>
/// <param name="Runtime">The .NET runtime.</param>
internal sealed record Machine(string? Processor, int Processors, string Vectors, string Architecture, string System, string Runtime)
{
    private const string LinuxProcessors = "/proc/cpuinfo";

    /// <summary>This one.</summary>
    public static Machine Here() => new(
        ProcessorName(),
        Environment.ProcessorCount,
        SimdWidths.Best.DisplayName(),
        RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant(),
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    /// <summary>The processor's name as it gives it itself; null where the system does not tell.</summary>
    public static string? ProcessorName()
    {
        if (OperatingSystem.IsLinux() && File.Exists(LinuxProcessors))
        {
            string? line = File.ReadLines(LinuxProcessors).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
            return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        return OperatingSystem.IsWindows() ? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") : null;
    }
}
