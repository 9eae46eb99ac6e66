using System.Globalization;
using System.Runtime.InteropServices;

namespace MnistLstm.Runner.Traces.Content;

/// <summary>Where a training ran. None of it may change a bit.</summary>
/// <param name="Host">The machine's name.</param>
/// <param name="System">The operating system.</param>
/// <param name="Architecture">The processor's.</param>
/// <param name="Runtime">The .NET runtime.</param>
/// <param name="Vectors">The vector instructions used.</param>
/// <param name="Threads">Threads within the run.</param>
internal sealed record TraceEnvironment(string Host, string System, string Architecture, string Runtime, string Vectors, int Threads)
{
    /// <summary>This process.</summary>
    /// <param name="vectors">The vector instructions used.</param>
    /// <param name="threads">Threads within the run.</param>
    public static TraceEnvironment Here(string vectors, int threads) => new(
        Environment.MachineName,
        RuntimeInformation.OSDescription,
        RuntimeInformation.ProcessArchitecture.ToString(),
        RuntimeInformation.FrameworkDescription,
        vectors,
        threads);

    /// <summary>In a line.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Host}, {Architecture}, {Vectors}, {Threads} {(Threads == 1 ? "thread" : "threads")}, {Runtime}");
}
