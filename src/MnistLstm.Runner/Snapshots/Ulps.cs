using System.Globalization;

namespace MnistLstm.Runner.Snapshots;

/// <summary>Says how far two numbers are apart.</summary>
internal static class Ulps
{
    private const ulong MostAlone = 1000;

    /// <summary><c>1 ulp</c>, <c>17 ulps</c>, <c>31,024 ulps, relative 2.9e-3</c>.</summary>
    /// <param name="ulps">Steps from one representable number to the next that lie between them.</param>
    /// <param name="there">One number.</param>
    /// <param name="here">The other.</param>
    public static string Describe(ulong ulps, double there, double here)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{ulps:N0} {(ulps == 1 ? "ulp" : "ulps")}");
        double scale = Math.Max(Math.Abs(there), Math.Abs(here));
        return ulps <= MostAlone ? text : text + ", relative " + (Math.Abs(here - there) / scale).ToString("0.0e-0", CultureInfo.InvariantCulture);
    }
}
