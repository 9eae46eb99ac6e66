using System.Linq;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Catalog;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Model.Names;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes the catalog of all runs. It exists without any spec, too.</summary>
internal static class CatalogEmitter
{
    /// <summary>Emits the file.</summary>
    public static string Emit(EquatableArray<SpecName> specs, EquatableArray<string> dataClasses, EquatableArray<string> folderNames)
    {
        TypeNames types = new(folderNames);
        SourceWriter writer = new();
        FileHeader.Write(writer, "the specs in experiments/", SpecName.RootNamespace,
            ["System.Collections.Generic", "MnistLstm.Training", "MnistLstm.Training.Data.Catalog"]);
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
        writer.Line();
        writer.Line("/// <summary>The data sets that the manifests in datasets/ describe, by ordinal name.</summary>");
        string datasets = string.Join(", ", dataClasses.Select(own => DatasetSpec.Reference(own) + ".Definition"));
        writer.Line($"public static {types.ReadOnlyList}<{types.DatasetDefinition}> Datasets {{ get; }} = [{datasets}];");
        writer.Close();
        return writer.ToString();
    }
}
