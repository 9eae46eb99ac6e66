using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;

namespace MnistLstm.Generators.Parsing.Values;

/// <summary>Takes the rules that a spec's runs break. A value that many runs of a family share is reported once, with the first of them.</summary>
/// <param name="diagnostics">Takes the errors.</param>
internal sealed class RuleReport(DiagnosticBag diagnostics)
{
    private readonly HashSet<(string Id, int Start, string Key)> _reported = [];

    /// <summary>Reports a broken rule.</summary>
    /// <param name="descriptor">The rule.</param>
    /// <param name="key">What tells faults of one rule at one place apart; empty where there is one.</param>
    /// <param name="span">The place.</param>
    /// <param name="arguments">The message's.</param>
    public void Add(DiagnosticDescriptor descriptor, string key, TextSpan span, params string[] arguments)
    {
        if (_reported.Add((descriptor.Id, span.Start, key)))
        {
            diagnostics.Report(descriptor, span, arguments);
        }
    }
}
