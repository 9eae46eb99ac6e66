using System.Diagnostics;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace MnistLstm.Generators.Benchmark;

/// <summary>One run of the driver.</summary>
/// <param name="Driver">The driver after it.</param>
/// <param name="Reported">The generator's time as the driver reports it; on a machine that is busy with other things it is too high.</param>
/// <param name="Processor">The processor time that this process took meanwhile, all threads together.</param>
internal sealed record Timed(GeneratorDriver Driver, TimeSpan Reported, TimeSpan Processor)
{
    /// <summary>Runs a driver.</summary>
    public static Timed Run(GeneratorDriver driver, Compilation compilation)
    {
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        GeneratorDriver after = driver.RunGenerators(compilation);
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime - before;
        return new Timed(after, after.GetTimingInfo().GeneratorTimes.Single().ElapsedTime, processor);
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Reported.TotalSeconds:0.000} | {Processor.TotalSeconds:0.000}");
}
