using System.Globalization;
using MnistLstm.Runner.Engines;
using MnistLstm.Runner.Selection;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>Why runs cannot be halved.</summary>
internal static class HalvingObstacle
{
    private const int MostNames = 3;

    /// <summary>Makes sure that runs can be chosen from by their held-out samples, after fewer epochs than all.</summary>
    /// <exception cref="UsageException">They cannot.</exception>
    public static void Refuse(RunEngine engine, IReadOnlyList<RunSpec> specs, HalvingOptions options)
    {
        if (engine.Word != ExactEngine.Name)
        {
            throw new UsageException($"--halving needs the exact engine: runs of {engine.Word} cannot go on where they were halted",
                "leave --engine out");
        }

        if (Named(specs, spec => spec.ValidationSamples == 0) is { } blind)
        {
            throw new UsageException($"--halving chooses by samples that are held out, never by the test samples, and {blind} no such samples",
                "hold some out in the spec: validation_fraction: 0.1");
        }

        if (Named(specs, spec => spec[SpecKeys.Evaluate] != SpecWords.EachEpoch) is { } late)
        {
            throw new UsageException($"--halving looks at the held-out samples after a rung's epochs, and {late} evaluate: at_end",
                "leave it out of the spec: evaluate: each_epoch is the default");
        }

        Demand(specs, spec => (spec.Dataset, spec.TrainSamples, spec.ValidationSamples, spec.ValidationSeed, spec.PredictsNumbers),
            "hold the same samples out", "figures of other samples cannot be compared: give dataset, train_samples and the validation keys the same values");
        Demand(specs, spec => (spec.Epochs, spec.Steps, spec.Steps is null ? 0 : spec.StepsPerEvaluation), "have the same number of epochs",
            "halve them apart, or give them the same number of epochs, or of steps and the same eval_every");
        if (specs.Count > 0 && options.MinResource >= specs[0].Epochs)
        {
            throw new UsageException(
                string.Create(CultureInfo.InvariantCulture, $"--min-resource {options.MinResource} leaves no rung before the end of {specs[0].Epochs} "
                    + $"{(specs[0].Steps is null ? "epochs" : "evaluations")}"),
                "give fewer epochs than the runs have");
        }
    }

    private static void Demand<T>(IReadOnlyList<RunSpec> specs, Func<RunSpec, T> value, string what, string remedy)
    {
        if (specs.FirstOrDefault(spec => !Equals(value(spec), value(specs[0]))) is { } other)
        {
            throw new UsageException($"--halving compares runs that {what}, which {specs[0].Name} and {other.Name} do not", remedy);
        }
    }

    /// <summary><c>a and b have</c>, <c>a, b, c and 4 more have</c>; null when it is true of none.</summary>
    private static string? Named(IReadOnlyList<RunSpec> specs, Func<RunSpec, bool> isMeant)
    {
        string[] names = [.. specs.Where(isMeant).Select(spec => spec.Name).Order(StringComparer.Ordinal)];
        return names.Length switch
        {
            0 => null,
            1 => $"{names[0]} has",
            <= MostNames => $"{string.Join(", ", names.SkipLast(1))} and {names[^1]} have",
            _ => string.Create(CultureInfo.InvariantCulture, $"{string.Join(", ", names.Take(MostNames))} and {names.Length - MostNames} more have"),
        };
    }
}
