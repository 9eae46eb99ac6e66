using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Catalog;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Model.Names;
using MnistLstm.Generators.Model.Training;
using MnistLstm.Generators.Parsing.Keys;

namespace MnistLstm.Generators.Emission;

/// <summary>Writes the catalog of all runs. It exists without any spec, too.</summary>
internal static class CatalogEmitter
{
    /// <summary>Emits the file.</summary>
    /// <param name="specs">The specs, in the catalog's order.</param>
    /// <param name="dataClasses">The classes of the manifests' data sets.</param>
    /// <param name="hidden">The type names that stand for something else here.</param>
    /// <param name="root">The project's root namespace.</param>
    /// <param name="references">What of the program's parts the project references.</param>
    public static string Emit(EquatableArray<SpecName> specs, EquatableArray<string> dataClasses, EquatableArray<string> hidden, string root,
        ProjectReferences references)
    {
        TypeNames types = new(hidden);
        SourceWriter writer = new();
        FileHeader.Write(writer, "the specs in experiments/", ProjectNamespace.OfSpecs(root),
            ["System.Collections.Generic", "MnistLstm.Training", "MnistLstm.Training.Data.Catalog", "MnistLstm.Training.Settings"]);
        writer.Line("/// <summary>Every run that the specs in experiments/ describe.</summary>");
        writer.Line(FileHeader.Attribute);
        writer.Line($"public static class {CatalogLayout.CatalogClass}");
        writer.Open();
        writer.Line("// Before the runs, which are made from it: fields are initialised in the order of the text.");
        writer.Line($"internal static {types.SettingTable} {CatalogLayout.TableProperty} {{ get; }} = new([");
        IEnumerable<string> keys = KeyTable.Settings.Select(key => key.Default is null ? $"\"{key.Name}\"" : $"\"{key.Name}={key.Default}\"");
        writer.Line("    " + string.Join(",\n    ", keys) + "]);");
        writer.Line();
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
        string datasets = string.Join(", ", dataClasses.Select(own => DatasetSpec.Reference(root, own) + ".Definition"));
        writer.Line($"public static {types.ReadOnlyList}<{types.DatasetDefinition}> Datasets {{ get; }} = [{datasets}];");
        if (references.Runner)
        {
            WriteRun(writer, types, references.Torch == TorchReference.Engine);
        }

        writer.Close();
        return writer.ToString();
    }

    // What a program of one line calls. In full: what is used here only needs no name in the file.
    private static void WriteRun(SourceWriter writer, TypeNames types, bool torch)
    {
        writer.Line();
        writer.Line("/// <summary>Runs a command line over the runs and data sets, and returns its exit code: 0 fine, 1 a run failed, 2 usage, 3 a snapshot "
            + "differs, 4 no data, 130 interrupted.</summary>");
        writer.Line("/// <param name=\"arguments\">The words behind the program's name.</param>");
        writer.Line($"public static int Run({types.ReadOnlyList}<string> arguments) =>");
        string engine = torch ? "static threads => new global::MnistLstm.TorchSharp.TorchSharpEngine(threads), " : "datasets: ";
        writer.Line($"    global::MnistLstm.Runner.ExperimentApp.Run(arguments, static () => Runs, {engine}static () => Datasets);");
    }
}
