using System.Collections.Generic;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Generators.Parsing.Names;

/// <summary>What a data set of a manifest may be called. Compiled into the program, too, whose <c>data add</c> must hold to the same rules.</summary>
internal static class DatasetNameRules
{
    // The members that the class has itself, and what stands beside it in its namespace.
    private static readonly HashSet<string> s_taken =
        ["Class", "Classes", "Definition", "Features", "Generated", "Program", "Steps", "Targets", "Tests", "TestSamples", "TrainSamples"];

    /// <summary>Why a data set cannot be called so; null when it can.</summary>
    public static string? Fault(string name) =>
        name.IndexOf('/') >= 0 ? "a manifest lies in datasets/ itself, not in a folder below"
        : NameRules.SegmentFault(name) ?? (DatasetCatalog.Find(name) is not null ? $"'{name}' is a data set of the program's own; choose another name"
            : s_taken.Contains(NameRules.Identifier(name))
                ? $"its class would be '{NameRules.Identifier(name)}', which has another meaning; choose another name"
            : NameRules.TooLong(name) is { } bytes ? $"it has {bytes} bytes, more than the {NameRules.LongestName} allowed"
            : null);
}
