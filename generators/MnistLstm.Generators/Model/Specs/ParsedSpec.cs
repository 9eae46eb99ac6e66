using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Names;

namespace MnistLstm.Generators.Model.Specs;

/// <summary>All that came of one YAML file.</summary>
/// <param name="Path">The file relative to the repository.</param>
/// <param name="FullPath">The file as the compiler knows it, for diagnostics.</param>
/// <param name="Name">Its names; null when the file's name breaks the rules.</param>
/// <param name="Spec">The spec; null when it has errors.</param>
/// <param name="Origin">What belongs to the spec without affecting a result; null when it has errors.</param>
/// <param name="Diagnostics">Its errors, in the order of the text.</param>
internal sealed record ParsedSpec(
    string Path,
    string FullPath,
    SpecName? Name,
    ExperimentSpec? Spec,
    SpecOrigin? Origin,
    EquatableArray<DiagnosticInfo> Diagnostics)
{
    /// <summary>The same in a project of another root namespace.</summary>
    /// <param name="root">The namespace.</param>
    public ParsedSpec In(string root)
    {
        if (Name is null || Name.Root == root)
        {
            return this;
        }

        SpecName here = Name with { Root = root };
        return this with { Name = here, Spec = Spec is null ? null : Spec with { Name = here } };
    }
}
