using System.Globalization;
using MnistLstm.Generators.Parsing.Keys;

namespace MnistLstm.Generators.Tests.Keys;

/// <summary>Two valid specs that differ in one key alone: once as it is without it, once with a value that is not its default. Both follow from the key
/// table.</summary>
/// <param name="Key">The key.</param>
/// <param name="Value">The value.</param>
/// <param name="Without">The spec with the default, or with another value of a key that has none.</param>
/// <param name="With">The spec with the value.</param>
internal sealed record KeyVariation(SpecKey Key, string Value, string Without, string With)
{
    /// <summary>A data set that a loss of targets can be taken of.</summary>
    public const string DataOfNumbers = "numbers";

    // The keys that have no default, small.
    private static readonly Dictionary<SpecKey, string> s_required = new()
    {
        [KeyTable.HiddenSize] = "8", [KeyTable.BatchSize] = "10", [KeyTable.LearningRate] = "0.01", [KeyTable.Epochs] = "7",
    };

    /// <summary>Every setting of the table with every word, or with its examples.</summary>
    public static IEnumerable<KeyVariation> All() => KeyTable.Settings.SelectMany(key => Values(key).Select(value => Of(key, value)));

    private static IEnumerable<string> Values(SpecKey key) => (key.Words.Count > 0 ? key.Words : key.Examples).Where(value => value != key.Default);

    private static KeyVariation Of(SpecKey key, string value)
    {
        Dictionary<SpecKey, string> others = new(s_required);
        others.Remove(key);
        if (key == StepKeys.Steps || key == StepKeys.EvalEvery)
        {
            others.Remove(KeyTable.Epochs);
        }

        AddWhatItAsksFor(key, others);
        Dictionary<SpecKey, string> without = new(others);
        if (key.Required || key == StepKeys.Steps || key.NeededBy.Count > 0)
        {
            without.Add(key, Another(key, value));
        }

        // Of targets mse_loss is what holds where nothing is said.
        if (key == KeyTable.Loss)
        {
            without[key] = value == "mse_loss" ? "l1_loss" : "mse_loss";
        }

        Dictionary<SpecKey, string> with = new(others) { [key] = value };
        foreach (SpecKey needed in KeyTable.Keys.Where(other => key == ScheduleKeys.LrScheduler && other.NeededBy.Contains(value)))
        {
            with.Add(needed, needed.Examples[0]);
        }

        if (key == KeyTable.Model)
        {
            with.Remove(KeyTable.HiddenSize);
        }

        return new KeyVariation(key, value, Text(without), Text(with));
    }

    private static void AddWhatItAsksFor(SpecKey key, Dictionary<SpecKey, string> others)
    {
        if (key.Optimizers.Count > 0)
        {
            others[OptimizerKeys.Optimizer] = key.Optimizers[0];
        }

        if (key.Cells.Count > 0)
        {
            others[KeyTable.Cell] = key.Cells[0];
        }

        if (key.Schedulers.Count > 0)
        {
            others[ScheduleKeys.LrScheduler] = key.Schedulers[0];
            foreach (SpecKey needed in KeyTable.Keys.Where(other => other != key && other.NeededBy.Contains(key.Schedulers[0])))
            {
                others.Add(needed, needed.Examples[0]);
            }
        }

        if (key == StepKeys.EvalEvery)
        {
            others.Add(StepKeys.Steps, StepKeys.Steps.Examples[0]);
        }

        if (key == ScheduleKeys.Monitor)
        {
            others.Add(KeyTable.ValidationSamples, KeyTable.ValidationSamples.Examples[0]);
        }

        if (key == KeyTable.Loss)
        {
            others[KeyTable.Dataset] = DataOfNumbers;
        }

        if (key.Needs is { } need)
        {
            others.Add(need.Key, need.Key.Examples.First(value => need.Range.Contains(double.Parse(value, CultureInfo.InvariantCulture))));
        }
    }

    private static string Another(SpecKey key, string value) => key.Kind == ValueKind.IntegerList ? "[1]"
        : s_required.TryGetValue(key, out string? small) && small != value
        ? small
        : (double.Parse(value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    private static string Text(Dictionary<SpecKey, string> keys) => string.Concat(keys.Select(pair => $"{pair.Key.Name}: {pair.Value}\n"));
}
