namespace MnistLstm.Runner.Bench;

/// <summary>How long to measure.</summary>
internal static class BenchTiming
{
    /// <summary>Passes are run untimed for so long, and twice at least: the runtime compiles hot code in the background.</summary>
    public static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(0.3);

    /// <summary>A sample of the clock repeats its pass until the shortest takes so long.</summary>
    public static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(2);

    /// <summary>Rounds go on for so long …</summary>
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(1.5);

    /// <summary>… but at least so many are done …</summary>
    public const int LeastRounds = 7;

    /// <summary>… and at most so many.</summary>
    public const int MostRounds = 81;

    /// <summary>Most repetitions within a sample.</summary>
    public const int MostRepetitions = 1000;

    /// <summary>A sample of the peak takes so long: short enough to pass between two disturbances.</summary>
    public static readonly TimeSpan PeakSample = TimeSpan.FromMilliseconds(2);

    /// <summary>Samples of the peak.</summary>
    public const int PeakSamples = 51;

    /// <summary>Training before an epoch is timed.</summary>
    public static readonly TimeSpan EpochWarmUp = TimeSpan.FromSeconds(1);
}
