using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Diagnostics;
using MnistLstm.Generators.Emission;
using MnistLstm.Generators.Language;
using MnistLstm.Generators.Model.Catalog;
using MnistLstm.Generators.Model.Datasets;
using MnistLstm.Generators.Model.Hooks;
using MnistLstm.Generators.Model.Names;
using MnistLstm.Generators.Model.Specs;
using MnistLstm.Generators.Model.Training;
using MnistLstm.Generators.Parsing;
using MnistLstm.Generators.Parsing.Datasets;
using MnistLstm.Generators.Parsing.Hooks;
using MnistLstm.Generators.Parsing.Names;

namespace MnistLstm.Generators;

/// <summary>
/// Turns the YAML files under <c>experiments/</c> into typed models, trainers and a catalog, or into one test method a run,
/// as the MSBuild property <c>ExperimentOutput</c> (<c>models</c>, <c>tests</c>) of the compiled project says.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ExperimentGenerator : IIncrementalGenerator
{
    private const string OutputProperty = "build_property.ExperimentOutput";
    private const string RootProperty = "build_property.RepositoryRootBase64";
    private const string CountProperty = "build_property.ExperimentSpecCount";
    private const string NamespaceProperty = "build_property.RootNamespace";
    private const string PageProperty = "build_property.ExperimentDocumentationBase64";

    // Without a byte order mark, should the compiler be asked to write the files out.
    private static readonly Encoding s_utf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<string> output = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => options.GlobalOptions.TryGetValue(OutputProperty, out string? value) ? value : "");
        IncrementalValueProvider<string> space = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => RootNamespace.Of(options.GlobalOptions.TryGetValue(NamespaceProperty, out string? value) ? value : ""));
        IncrementalValueProvider<ProjectReferences> references = context.MetadataReferencesProvider
            .Select(static (reference, _) => ReferenceReader.Name(reference))
            .Where(static name => name.Length > 0)
            .Collect()
            .Select(static (names, _) => ReferenceReader.Of(names))
            .WithTrackingName(StepNames.References);
        IncrementalValueProvider<TorchReference> torch = references.Select(static (all, _) => all.Torch);
        IncrementalValueProvider<bool> emitsModels = output.Select(static (value, _) => value == "models");

        IncrementalValueProvider<string> root = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => options.GlobalOptions.TryGetValue(RootProperty, out string? value) ? RepositoryPath.OfBase64(value) : "");
        IncrementalValueProvider<string> page = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) =>
                options.GlobalOptions.TryGetValue(PageProperty, out string? value) ? DiagnosticPage.In(RepositoryPath.OfBase64(value)) : "");
        IncrementalValueProvider<DatasetLayout> datasets = context.AdditionalTextsProvider
            .Combine(root)
            .Select(static (pair, _) => (File: pair.Left, Path: RepositoryPath.OfManifest(pair.Left.Path, pair.Right)))
            .Where(static manifest => manifest.Path.Length > 0)
            .Select(static (manifest, cancellation) => ManifestParser.Parse(manifest.File, manifest.Path, cancellation))
            .WithTrackingName(StepNames.Manifest)
            .Collect()
            .Select(static (manifests, _) => DatasetLayout.Of(manifests))
            .WithTrackingName(StepNames.Datasets);
        IncrementalValuesProvider<ParsedSpec> parsed = context.AdditionalTextsProvider
            .Combine(root)
            .Select(static (pair, _) => (File: pair.Left, Path: RepositoryPath.OfSpec(pair.Left.Path, pair.Right)))
            .Where(static spec => spec.Path.Length > 0)
            .Combine(datasets.Select(static (all, _) => all.Table))
            .Select(static (spec, cancellation) => SpecParser.Parse(spec.Left.File, spec.Left.Path, spec.Right, cancellation))
            .Combine(space)
            .Select(static (spec, _) => spec.Left.In(spec.Right))
            .WithTrackingName(StepNames.Parse);

        IncrementalValueProvider<CatalogLayout> layout = parsed
            .Where(static spec => spec.Name is not null)
            .Select(static (spec, _) => NamedSpec.Of(spec))
            .Collect()
            .Select(static (specs, _) => CatalogLayout.Of(specs))
            .WithTrackingName(StepNames.Layout);

        IncrementalValuesProvider<ParsedSpec> accepted = parsed
            .Where(static spec => spec.Spec is not null)
            .Combine(layout.Select(static (all, _) => all.Rejected).Combine(emitsModels))
            .Where(static pair => pair.Right.Right && !pair.Right.Left.Contains(pair.Left.Path))
            .Select(static (pair, _) => pair.Left);
        IncrementalValueProvider<EquatableArray<HookFile>> hooks = context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => HookReader.MayMatter(node), static (syntax, cancellation) => HookReader.Read(syntax.Node, cancellation))
            .Combine(root.Combine(space))
            .Select(static (pair, _) => HookReader.InRepository(pair.Left, pair.Right.Left, pair.Right.Right))
            .Where(static file => file is not null)
            .Collect()
            .Select(static (files, _) => new EquatableArray<HookFile>(files!))
            .WithTrackingName(StepNames.Hooks);
        IncrementalValueProvider<EquatableArray<string>> hidden = hooks
            .Combine(space)
            .Select(static (pair, _) => HookFile.Declared(pair.Left, ProjectNamespace.OfSpecs(pair.Right)))
            .Combine(layout.Select(static (all, _) => all.FolderNames))
            .Select(static (both, _) => new EquatableArray<string>(both.Right.Concat(both.Left)))
            .WithTrackingName(StepNames.Hidden);

        context.RegisterSourceOutput(
            accepted.Select(static (spec, _) => spec.Spec!).Combine(hidden).WithTrackingName(StepNames.Code),
            static (production, item) => Add(production, $"Models/{item.Left.Name.Name}.g.cs", CodeEmitter.Emit(item.Left, item.Right)));

        context.RegisterSourceOutput(
            datasets.SelectMany(static (all, _) => all.Emitted).Combine(emitsModels).Where(static pair => pair.Right).Select(static (pair, _) => pair.Left)
                .Combine(space).WithTrackingName(StepNames.DatasetCode),
            static (production, set) => Add(production, $"Datasets/{set.Left.Name}.g.cs", DatasetEmitter.Emit(set.Left, set.Right)));

        context.RegisterSourceOutput(
            accepted.Select(static (spec, _) => spec.Spec!).Combine(hidden.Combine(torch)).Where(static item => item.Right.Right != TorchReference.None)
                .WithTrackingName(StepNames.TorchCode),
            static (production, item) => Add(
                production, $"TorchSharp/{item.Left.Name.Name}.g.cs",
                TorchCodeEmitter.Emit(item.Left, item.Right.Left, trains: item.Right.Right == TorchReference.Engine)));

        context.RegisterSourceOutput(
            accepted.Combine(hooks)
                .Select(static (pair, _) => (Parsed: pair.Left, Hooks: SpecHooks.Of(pair.Left.Spec!, pair.Right)))
                .Combine(hidden.Combine(torch)).WithTrackingName(StepNames.Rows),
            static (production, item) => Add(
                production,
                $"Runs/{item.Left.Parsed.Name!.Name}.g.cs",
                RowsEmitter.Emit(item.Left.Parsed.Spec!, item.Left.Parsed.Origin!, item.Left.Hooks, item.Right.Left,
                    trainsTorch: item.Right.Right == TorchReference.Engine)));

        context.RegisterSourceOutput(
            layout.Select(static (all, _) => (all.Emitted, all.RunNames))
                .Combine(datasets.Select(static (all, _) => new EquatableArray<string>(all.Emitted.Select(set => set.Facts.ClassName!))).Combine(hidden))
                .Combine(references.Combine(space.Combine(output)))
                .WithTrackingName(StepNames.Catalog),
            static (production, item) =>
            {
                ((EquatableArray<SpecName> specs, EquatableArray<string> runs), (EquatableArray<string> data, EquatableArray<string> names)) = item.Left;
                (ProjectReferences uses, (string project, string wanted)) = item.Right;
                if (wanted == "models")
                {
                    Add(production, "ExperimentCatalog.g.cs", CatalogEmitter.Emit(specs, data, names, project, uses));
                }
                else if (wanted == "tests")
                {
                    Add(production, "Snapshots.g.cs", TestsEmitter.Emit(runs, project));
                }
            });

        context.RegisterSourceOutput(
            context.AnalyzerConfigOptionsProvider
                .Select(static (options, _) => options.GlobalOptions.TryGetValue(CountProperty, out string? value) ? value : "")
                .Combine(parsed.Select(static (spec, _) => spec.Path).Collect().Select(static (paths, _) => paths.Length))
                .Combine(emitsModels.Combine(page))
                .WithTrackingName(StepNames.Count),
            static (production, item) => ReportUnseen(production, item.Right.Left ? item.Left.Left : "", item.Left.Right, item.Right.Right));

        // Errors are the app's to report: a second project that reads the same specs would only repeat them.
        context.RegisterSourceOutput(
            parsed.SelectMany(static (spec, _) => spec.Diagnostics).Collect()
                .Combine(layout.Select(static (all, _) => all.Diagnostics).Combine(datasets.Select(static (all, _) => all.Diagnostics))
                    .Select(static (both, _) => new EquatableArray<DiagnosticInfo>(both.Right.Concat(both.Left))))
                .Combine(emitsModels.Combine(page))
                .WithTrackingName(StepNames.Errors),
            static (production, item) =>
            {
                foreach (DiagnosticInfo error in item.Right.Left ? item.Left.Left.Concat(item.Left.Right) : [])
                {
                    production.ReportDiagnostic(error.ToDiagnostic(item.Right.Right));
                }
            });
    }

    // A spec that is there and not among the additional files would be left out without a word.
    private static void ReportUnseen(SourceProductionContext production, string counted, int seen, string page)
    {
        if (int.TryParse(counted, NumberStyles.None, CultureInfo.InvariantCulture, out int count) && seen < count)
        {
            production.ReportDiagnostic(Diagnostic.Create(
                DiagnosticDescriptors.ById(DiagnosticDescriptors.SpecsNotSeen.Id, page), Location.None, counted, seen.ToString(CultureInfo.InvariantCulture),
                "the build lost the others; move the checkout to a path of plain letters and digits, and build anew"));
        }
    }

    private static void Add(SourceProductionContext production, string hintName, string source) =>
        production.AddSource(hintName, SourceText.From(source, s_utf8));
}
