using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Catalog;
using MnistLstm.Generators.Model.Names;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes the catalog of all runs. It exists without any spec, too.</summary>
internal static class CatalogEmitter
{
    /// <summary>Emits the file.</summary>
    public static string Emit(EquatableArray<SpecName> specs, EquatableArray<string> folderNames)
    {
        TypeNames types = new(folderNames);
        SourceWriter writer = new();
        FileHeader.Write(writer, "the specs in experiments/", SpecName.RootNamespace, ["System.Collections.Generic", "MnistLstm.Training"]);
        writer.Line("/// <summary>Every run that the specs in experiments/ describe.</summary>");
        writer.Line($"public static class {CatalogLayout.CatalogClass}");
        writer.Open();
        writer.Line("/// <summary>The runs: experiments by ordinal name, the runs of one in the order of its expansion.</summary>");
        writer.Line($"public static {types.ReadOnlyList}<{types.RunSpec}> Runs {{ get; }} =");
        writer.Open("[");
        foreach (SpecName name in specs)
        {
            writer.Line($".. {name.Qualifier}{name.RunsClass}.All,");
        }

        writer.Close("];");
        writer.Close();
        return writer.ToString();
    }
}
