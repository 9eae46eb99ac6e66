using System.Globalization;

namespace MnistLstm.Engine.Tests.Golden;

/// <summary>Compares gradients tensor by tensor, errors being measured against the tensor's own largest element.</summary>
internal static class GradientChecks
{
    /// <summary>
    /// Compares with what is stored of PyTorch's gradient: samples, largest element, norm and signed sum. An error of at most
    /// tolerance · max in every one of n elements moves the norm by at most sqrt(n) and the sum by at most n times as much.
    /// A tensor that is zero in PyTorch must be exactly zero.
    /// </summary>
    public static void EqualSummary(GradientGolden.Gradient expected, IReadOnlyList<double> actual, double tolerance)
    {
        Assert.True(expected.Count == actual.Count, $"{expected.Name}: expected {expected.Count} elements, got {actual.Count}");
        double allowed = tolerance * expected.Max;
        for (int j = 0; j < expected.Samples.Length; j++)
        {
            Near(expected.Samples[j], actual[expected.Index(j)], allowed, $"{expected.Name}[{expected.Index(j)}]");
        }

        Near(expected.Max, actual.Max(Math.Abs), allowed, $"{expected.Name}: largest element");
        Near(expected.Norm, Math.Sqrt(actual.Sum(g => g * g)), allowed * Math.Sqrt(actual.Count), $"{expected.Name}: norm");
        double signedSum = actual.Select((g, k) => (SyntheticBatch.Mixed(k) & 1) == 0 ? g : -g).Sum();
        Near(expected.SignedSum, signedSum, allowed * actual.Count, $"{expected.Name}: signed sum");
    }

    /// <summary>Compares every element with another gradient in double; <paramref name="floor"/> is the noise of the expected values themselves.</summary>
    public static void Equal(string name, IReadOnlyList<double> expected, IReadOnlyList<double> actual, double tolerance, double floor = 0)
    {
        Assert.True(expected.Count == actual.Count, $"{name}: expected {expected.Count} elements, got {actual.Count}");
        double allowed = (tolerance * expected.Max(Math.Abs)) + floor;
        for (int k = 0; k < expected.Count; k++)
        {
            Near(expected[k], actual[k], allowed, $"{name}[{k}]");
        }
    }

    /// <summary>Compares values of order one, allowing each the same absolute error.</summary>
    public static void Near<T>(IReadOnlyList<double> expected, IReadOnlyList<T> actual, double allowed, string what) where T : IConvertible
    {
        Assert.True(expected.Count == actual.Count, $"{what}: expected {expected.Count}, got {actual.Count}");
        for (int k = 0; k < expected.Count; k++)
        {
            Near(expected[k], actual[k].ToDouble(CultureInfo.InvariantCulture), allowed, $"{what}[{k}]");
        }
    }

    private static void Near(double expected, double actual, double allowed, string what) =>
        Assert.True(Math.Abs(expected - actual) <= allowed,
            $"{what}: expected {expected:r} ± {allowed:e2}, got {actual:r}, off by {Math.Abs(expected - actual):e2}");
}
