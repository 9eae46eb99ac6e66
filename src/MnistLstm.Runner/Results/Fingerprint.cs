using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MnistLstm.Engine;
using MnistLstm.Runner.Storage;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Results;

/// <summary>
/// Names everything that can affect a run's result. Same fingerprint, same bits; so a key that is added later with a default changes
/// no fingerprint, nor do description and reference.
/// </summary>
internal static class Fingerprint
{
    /// <summary>Hex digits of a fingerprint.</summary>
    public const int Digits = 16;

    /// <summary>The run's fingerprint: the first 16 lower-case hex digits of SHA-256 over <see cref="CanonicalText"/> in UTF-8.</summary>
    public static string Of(RunSpec spec, DatasetIdentity data, string engine = EngineVersion.Name) =>
        ContentHash.Of(CanonicalText(spec, data, engine), Digits);

    /// <summary>A hash of the same text without the number of epochs, or steps: what is the same of a run and of the same run with more of them.</summary>
    internal static string WithoutEpochs(RunSpec spec, DatasetIdentity data, string engine)
    {
        IEnumerable<string> lines =
            CanonicalText(spec, data, engine).Split('\n').Where(line => !line.StartsWith(SpecKeys.Epochs + "=", StringComparison.Ordinal))
                .Select(line => line.StartsWith(SpecKeys.Steps + "=", StringComparison.Ordinal) ? SpecKeys.Steps : line);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }

    /// <summary>
    /// The text that is hashed, each line ended by a line feed: <c>key=value</c> for every key whose value is not its default, in
    /// ordinal order of the keys; then <c>dataset_sha256=…</c>, then <c>engine_version=…</c>. A sample count that names all there are
    /// is the same run as none given, and so is a <c>t_max</c> of all epochs, so they are left out.
    /// </summary>
    public static string CanonicalText(RunSpec spec, DatasetIdentity data, string engine = EngineVersion.Name)
    {
        // No key stands twice, so the order is the only one. Without a query, since a sweep may ask for thousands.
        List<Setting> settings = new(spec.Settings.Count);
        foreach (Setting setting in spec.Settings)
        {
            if (!IsDefault(setting, data, spec))
            {
                settings.Add(setting);
            }
        }

        settings.Sort(static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        var text = new StringBuilder(512);
        foreach (Setting setting in settings)
        {
            text.Append(setting.Key).Append('=').Append(setting.Value).Append('\n');
        }

        return text.Append("dataset_sha256=").Append(data.Sha256).Append('\n')
            .Append("engine_version=").Append(engine).Append('\n')
            .ToString();
    }

    // Results from before there was a key do not have it.
    private static bool Says(RunSpec spec, string key) => spec.Settings.Any(setting => setting.Key == key && setting.Value != setting.Default);

    private static bool IsDefault(Setting setting, DatasetIdentity data, RunSpec spec) => setting.Value == setting.Default || setting.Key switch
    {
        SpecKeys.TrainSamples => setting.Value == data.TrainCount.ToString(CultureInfo.InvariantCulture),
        SpecKeys.TestSamples => setting.Value == data.TestCount.ToString(CultureInfo.InvariantCulture),
        SpecKeys.Eps => setting.Value == OptimizerDefaults.Epsilon(spec[SpecKeys.Optimizer]),
        SpecKeys.TMax => spec.Steps is null && setting.Value == spec[SpecKeys.Epochs] && !Says(spec, SpecKeys.WarmupIters)
            && !Says(spec, SpecKeys.LrSchedulerInterval),
        _ => false,
    };
}
