using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Diagnostics;

namespace MnistLstm.Generators.Parsing;

/// <summary>What the keys of a spec ask of each other. A rule is silent where a value it needs was reported as wrong.</summary>
/// <param name="mapping">The keys as they stand in the text.</param>
/// <param name="values">The values in canonical text, defaults among them.</param>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class KeyRules(MappingReader mapping, IReadOnlyDictionary<string, string> values, DiagnosticBag diagnostics)
{
    /// <summary>Reports every rule that is broken.</summary>
    public void Check()
    {
        CheckOptimizer();
        CheckNesterov();
        CheckDropout();
    }

    // Given at all, not only given a value: it would be silently without effect, and PyTorch refuses it too.
    private void CheckOptimizer()
    {
        if (!values.TryGetValue(KeyTable.Optimizer.Name, out string? optimizer))
        {
            return;
        }

        foreach (SpecKey key in KeyTable.Keys.Where(key => mapping[key] is not null && !key.IsFor(optimizer)))
        {
            string having = string.Join(" and ", key.Optimizers.Select(name => $"'{name}'"));
            string verb = key.Optimizers.Count == 1 ? "has" : "have";
            diagnostics.Report(DiagnosticDescriptors.NotOfOptimizer, mapping.KeySpan(key), optimizer, key.Name, having, verb);
        }
    }

    private void CheckNesterov()
    {
        if (values.TryGetValue(KeyTable.Nesterov.Name, out string? nesterov) && nesterov == "true"
            && values.TryGetValue(KeyTable.Momentum.Name, out string? momentum) && momentum == "0"
            && values.TryGetValue(KeyTable.Optimizer.Name, out string? optimizer) && KeyTable.Nesterov.IsFor(optimizer))
        {
            diagnostics.Report(DiagnosticDescriptors.NesterovWithoutMomentum, mapping[KeyTable.Nesterov]!.Span);
        }
    }

    // PyTorch only warns, and drops nothing.
    private void CheckDropout()
    {
        if (values.TryGetValue(KeyTable.Dropout.Name, out string? dropout) && dropout != "0"
            && values.TryGetValue(KeyTable.Layers.Name, out string? layers) && layers == "1")
        {
            diagnostics.Report(DiagnosticDescriptors.DropoutOfOneLayer, mapping[KeyTable.Dropout]!.Span);
        }
    }
}
