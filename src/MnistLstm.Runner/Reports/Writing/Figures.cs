using System.Globalization;

namespace MnistLstm.Runner.Reports.Writing;

/// <summary>How numbers look, the same everywhere and in every culture.</summary>
internal static class Figures
{
    /// <summary>A fraction as a percentage with two decimals, without the sign: <c>98.10</c>.</summary>
    public static string Percent(double fraction) => (fraction * 100).ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>A difference of fractions in percentage points, signed: <c>+1.20</c>.</summary>
    public static string Points(double difference) => (difference * 100).ToString("+0.00;-0.00;0.00", CultureInfo.InvariantCulture);

    /// <summary>A loss or an error: four decimals; three digits and an exponent where those would be few or the number long: <c>1.25E-5</c>.</summary>
    public static string Loss(double loss) => loss == 0 ? "0.0000"
        : loss.ToString(Math.Abs(loss) is < 0.001 or (>= 1e9 and < double.PositiveInfinity) ? "0.00E+0" : "0.0000", CultureInfo.InvariantCulture);

    /// <summary>A difference of losses or errors, signed: <c>+0.0123</c>.</summary>
    public static string Difference(double difference) => (difference < 0 ? "" : "+") + Loss(difference);

    /// <summary>A count with thousands separated: <c>82,186</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Seconds without unit, to a tenth below 100: <c>24.8</c>, <c>312</c>.</summary>
    public static string Seconds(double seconds) => seconds.ToString(seconds < 99.95 ? "0.0" : "0", CultureInfo.InvariantCulture);

    /// <summary>A speed against another: <c>0.31x</c>.</summary>
    public static string Times(double factor) => factor.ToString("0.00", CultureInfo.InvariantCulture) + "x";

    /// <summary>A duration for a sentence: <c>2.4 s</c>, <c>53 s</c>, <c>12 min 05 s</c>, <c>3 h 20 min</c>.</summary>
    public static string Duration(TimeSpan time) => time.TotalSeconds switch
    {
        < 9.95 => FormattableString.Invariant($"{time.TotalSeconds:0.0} s"),
        < 119.5 => FormattableString.Invariant($"{time.TotalSeconds:0} s"),
        < 7200 => FormattableString.Invariant($"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
        _ => FormattableString.Invariant($"{(long)time.TotalHours} h {time.Minutes:00} min"),
    };

    /// <summary>Bytes in mebibytes, or kibibytes for little: <c>9.5 MiB</c>.</summary>
    public static string Size(long bytes) => bytes >= 1 << 20
        ? FormattableString.Invariant($"{bytes / 1048576.0:0.0} MiB")
        : FormattableString.Invariant($"{bytes / 1024.0:0.0} KiB");
}
