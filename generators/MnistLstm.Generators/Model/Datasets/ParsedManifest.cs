using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Model.Datasets;

/// <summary>All that came of one manifest.</summary>
/// <param name="FullPath">The file as the compiler knows it, for diagnostics.</param>
/// <param name="Name">The data set's name; null when the file's name breaks the rules.</param>
/// <param name="ClassName">The class of that name.</param>
/// <param name="Spec">The manifest; null when it has errors.</param>
/// <param name="Diagnostics">Its errors, in the order of the text.</param>
internal sealed record ParsedManifest(string FullPath, string? Name, string? ClassName, DatasetSpec? Spec, EquatableArray<DiagnosticInfo> Diagnostics);
