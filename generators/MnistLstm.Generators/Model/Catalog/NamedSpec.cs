using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Names;
using MnistLstm.Generators.Model.Specs;

namespace MnistLstm.Generators.Model.Catalog;

/// <summary>A file with the names it takes.</summary>
/// <param name="Name">The names.</param>
/// <param name="FullPath">The file as the compiler knows it, for diagnostics.</param>
/// <param name="IsValid">Whether code is emitted for it; a broken spec takes its names all the same.</param>
/// <param name="Types">The names of its types.</param>
/// <param name="Runs">The full names of its runs; none for a broken spec.</param>
internal sealed record NamedSpec(SpecName Name, string FullPath, bool IsValid, EquatableArray<string> Types, EquatableArray<string> Runs)
{
    /// <summary>The names of a file whose own name is well formed.</summary>
    public static NamedSpec Of(ParsedSpec parsed)
    {
        SpecName name = parsed.Name!;
        IEnumerable<string> types = (parsed.Spec?.ModelClasses ?? [name.ModelClass]).Concat([name.TrainerClass, name.RunsClass]);
        return new NamedSpec(
            name,
            parsed.FullPath,
            parsed.Spec is not null,
            new(parsed.Spec?.Family is null ? types : types.Append(name.VariantRecord)),
            new(parsed.Spec?.RunNames ?? []));
    }
}
