using System.Globalization;
using System.Linq;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Parsing.Keys;
using MnistLstm.Generators.Parsing.Values;

namespace MnistLstm.Generators.Parsing.Families;

/// <summary>What the runs of a file are counted in, which is one thing for all of them.</summary>
internal static class StepCount
{
    /// <summary>Reports epochs and steps in one file.</summary>
    /// <param name="mapping">The spec.</param>
    /// <param name="family">What it says of its runs' differences; null without any.</param>
    /// <param name="diagnostics">Takes the error.</param>
    public static void Check(MappingReader mapping, Family? family, DiagnosticBag diagnostics)
    {
        KeyValue? own(SpecKey key) => family?.Values.FirstOrDefault(value => value.Key == key);
        bool inBase = mapping[StepKeys.Steps] is not null;
        if ((mapping[KeyTable.Epochs] is null && own(KeyTable.Epochs) is null) || (!inBase && own(StepKeys.Steps) is null))
        {
            return;
        }

        int line = mapping[KeyTable.Epochs] is null ? own(KeyTable.Epochs)!.Line : mapping.Line(KeyTable.Epochs);
        diagnostics.Report(DiagnosticDescriptors.StepsBesideEpochs, inBase ? mapping.KeySpan(StepKeys.Steps) : own(StepKeys.Steps)!.Span,
            line.ToString(CultureInfo.InvariantCulture));
    }
}
