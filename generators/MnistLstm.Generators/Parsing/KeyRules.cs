using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;

namespace MnistLstm.Generators.Parsing;

/// <summary>What the values of a run ask of each other. A rule is silent where a value it needs was reported as wrong.</summary>
/// <param name="mapping">The spec's keys as they stand in the text.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class KeyRules(MappingReader mapping, DiagnosticBag diagnostics)
{
    // A value that many runs of a family share is reported once, with the first of them.
    private readonly HashSet<(string Id, int Start, string Key)> _reported = [];

    /// <summary>Reports every rule that a run breaks.</summary>
    /// <param name="values">The run's values.</param>
    /// <param name="run">The run's name, when it is one of a family.</param>
    public void Check(RunValues values, string? run)
    {
        string suffix = run is null ? "" : $"; so it is in the run '{run}'";
        CheckOptimizer(values, suffix);
        CheckNesterov(values, suffix);
        CheckDropout(values, suffix);
    }

    /// <summary>Reports samples that there are not, and a model that is too large.</summary>
    /// <inheritdoc cref="Check"/>
    public void CheckSizes(RunValues values, string? run)
    {
        string suffix = run is null ? "" : $"; so it is in the run '{run}'";
        CheckSamples(values, KeyTable.TrainSamples, "training", suffix);
        CheckSamples(values, KeyTable.TestSamples, "test", suffix);
        if (values.Shape() is { ParameterCount: > int.MaxValue and var count })
        {
            KeyValue blamed = values[KeyTable.Model] ?? Blamed(values, KeyTable.HiddenSize, KeyTable.Layers, KeyTable.Direction, KeyTable.Cell);
            Report(DiagnosticDescriptors.ModelTooLarge, "", blamed.Span, Grouped(count), Grouped(int.MaxValue), suffix);
        }
    }

    // Given at all, not only given a value: it would be silently without effect, and PyTorch refuses it too.
    private void CheckOptimizer(RunValues values, string suffix)
    {
        if (values.Word(KeyTable.Optimizer) is not { } optimizer)
        {
            return;
        }

        foreach (SpecKey key in KeyTable.Keys.Where(key => !key.IsFor(optimizer)))
        {
            string having = string.Join(" and ", key.Optimizers.Select(name => $"'{name}'"));
            string verb = key.Optimizers.Count == 1 ? "has" : "have";
            if (values[key] is null && mapping[key] is not null)
            {
                // Its value is wrong as well, and was reported.
                Report(DiagnosticDescriptors.NotOfOptimizer, key.Name, mapping.KeySpan(key), optimizer, key.Name, having, verb, suffix);
            }
            else if (values[key] is { Level: not ValueLevel.Default })
            {
                KeyValue blamed = Blamed(values, key, KeyTable.Optimizer);
                Report(DiagnosticDescriptors.NotOfOptimizer, key.Name, blamed.Key == key ? blamed.KeySpan : blamed.Span, optimizer, key.Name, having, verb, suffix);
            }
        }
    }

    private void CheckNesterov(RunValues values, string suffix)
    {
        if (LacksNeed(values, KeyTable.Nesterov) && values.Word(KeyTable.Optimizer) is { } optimizer && KeyTable.Nesterov.IsFor(optimizer))
        {
            KeyValue blamed = Blamed(values, KeyTable.Nesterov, KeyTable.Momentum);
            Report(DiagnosticDescriptors.NesterovWithoutMomentum, "", blamed.Span, suffix);
        }
    }

    // PyTorch only warns, and drops nothing.
    private void CheckDropout(RunValues values, string suffix)
    {
        if (LacksNeed(values, KeyTable.Dropout))
        {
            KeyValue blamed = Blamed(values, KeyTable.Dropout, KeyTable.Layers);
            Report(DiagnosticDescriptors.DropoutOfOneLayer, "", blamed.Span, suffix);
        }
    }

    private static bool LacksNeed(RunValues values, SpecKey key) =>
        values.Word(key) is { } given && given != key.Default
        && values.Word(key.Needs!.Key) is { } needed && !key.Needs.Range.Contains(NumberText.ToDouble(needed));

    private void CheckSamples(RunValues values, SpecKey key, string which, string suffix)
    {
        if (values.Number(key) is long count && values.Available(key) is int available && count > available)
        {
            KeyValue blamed = Blamed(values, key, KeyTable.Dataset);
            string shown = count.ToString(CultureInfo.InvariantCulture);
            Report(DiagnosticDescriptors.TooManySamples, key.Name, blamed.Span, key.Name, shown, values.Word(KeyTable.Dataset)!, available.ToString(CultureInfo.InvariantCulture), which, suffix);
        }
    }

    /// <summary>Of the values that break a rule together the closest to the run; the first of those that are equally close.</summary>
    private static KeyValue Blamed(RunValues values, params SpecKey[] keys)
    {
        KeyValue blamed = values[keys[0]]!;
        foreach (SpecKey key in keys.Skip(1))
        {
            blamed = values[key] is { } other && other.Level > blamed.Level ? other : blamed;
        }

        return blamed;
    }

    private void Report(DiagnosticDescriptor descriptor, string key, TextSpan span, params string[] arguments)
    {
        if (_reported.Add((descriptor.Id, span.Start, key)))
        {
            diagnostics.Report(descriptor, span, arguments);
        }
    }

    private static string Grouped(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
