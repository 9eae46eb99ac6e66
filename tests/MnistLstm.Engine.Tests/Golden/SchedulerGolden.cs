using System.Globalization;

namespace MnistLstm.Engine.Tests.Golden;

/// <summary>schedulers.json; what the entries mean stands in make_schedulers.py.</summary>
internal sealed record SchedulerGolden(string MadeBy, SchedulerGolden.Case[] Cases, string[] Cosines)
{
    private const int HexDigits = 16;

    public static SchedulerGolden Instance { get; } = GoldenFile.Load<SchedulerGolden>("schedulers.json");

    internal sealed record Case(
        string Name, string Scheduler, double LearningRate, Dictionary<string, double> Arguments, int[]? Milestones, string ThresholdMode,
        string AnnealStrategy, double[]? Warmup, double[]? Losses, string Rates, string? Momenta);

    /// <summary>The doubles whose bits a string spells, 16 hex digits each.</summary>
    public static double[] Doubles(string bits) =>
        [.. bits.Chunk(HexDigits)
            .Select(digits => BitConverter.UInt64BitsToDouble(ulong.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)))];
}
