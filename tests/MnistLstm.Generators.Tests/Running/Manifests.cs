using System.Globalization;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>Manifests that exist in memory only.</summary>
internal static class Manifests
{
    /// <summary>The hashes of a valid manifest, on five lines.</summary>
    public static readonly string Hashes =
        "sha256:\n" + string.Concat(
            new[] { "train_inputs", "train_labels", "test_inputs", "test_labels" }.Select((key, i) => $"  {key}: {new string((char)('a' + i), 64)}\n"));

    /// <summary>A valid manifest of a name.</summary>
    public static SpecText Of(string name, int steps = 12, int features = 3, string classes = "[walking, sitting, lying down]", string more = "") =>
        new($"datasets/{name}.yaml", Text(steps, features, classes) + more);

    /// <summary>A valid manifest of a data set with targets.</summary>
    public static SpecText OfNumbers(string name, int targets = 1, int steps = 12, int features = 3) => new($"datasets/{name}.yaml",
        Text(steps, features).Replace("classes: [walking, sitting, lying down]", $"targets: {targets}").Replace("_labels", "_targets"));

    /// <summary>The text of a valid manifest: steps on line 1, features, classes, values, samples, hashes from line 7 on.</summary>
    public static string Text(int steps = 12, int features = 3, string classes = "[walking, sitting, lying down]") => string.Create(
        CultureInfo.InvariantCulture,
        $"steps: {steps}\nfeatures: {features}\nclasses: {classes}\nvalues: float32\ntrain_samples: 40\ntest_samples: 9\n{Hashes}");
}
