using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>One run of the generator over specs in memory, in a compilation that references the real engine and training.</summary>
public sealed class GeneratorRun
{
    /// <summary>How sources are read.</summary>
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    /// <summary>The framework, the engine and the training.</summary>
    public static readonly ImmutableArray<MetadataReference> BaseReferences = References();

    // With its references bound once: compilations that are made from it take them over.
    private static readonly CSharpCompilation s_empty =
        CSharpCompilation.Create("Emitted", [], BaseReferences, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));

    private readonly GeneratorRunResult _result;
    private bool _errorsAreLookedAt;

    private GeneratorRun(GeneratorDriver driver, Compilation compilation)
    {
        Driver = driver;
        Compilation = compilation;
        _result = driver.GetRunResult().Results.Single();
        Assert.Null(_result.Exception);
        Assert.Empty(CachedValues.Faults(_result));
    }

    /// <summary>The driver, for another run over something changed.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The compilation that was given, without the emitted code.</summary>
    public Compilation Compilation { get; }

    /// <summary>The steps of the last run.</summary>
    public GeneratorRunResult Result => _result;

    /// <summary>The emitted files by hint name. A test that has not looked at the errors expects none.</summary>
    public IReadOnlyDictionary<string, string> Sources
    {
        get
        {
            if (!_errorsAreLookedAt)
            {
                Assert.Empty(Errors);
            }

            return _result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());
        }
    }

    /// <summary>All diagnostics: <c>a.yaml(4,1): EXP003: message</c>, files and places in order.</summary>
    public IReadOnlyList<string> Errors
    {
        get
        {
            _errorsAreLookedAt = true;
            return _result.Diagnostics
                .OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal)
                .Select(d => $"{Path.GetFileName(d.Location.GetLineSpan().Path)}{Position(d)}: {d.Id}: {d.GetMessage()}")
                .ToList();
        }
    }

    /// <summary>Runs the generator, and once more to see that nothing is computed again.</summary>
    /// <param name="specs">The files.</param>
    /// <param name="output">The project's <c>ExperimentOutput</c>.</param>
    public static GeneratorRun Of(IEnumerable<SpecText> specs, string output = "models") => Of(specs, [], output);

    /// <summary>Runs the generator in a project that has sources of its own.</summary>
    /// <param name="specs">The files.</param>
    /// <param name="sources">Paths relative to the repository, and texts.</param>
    /// <param name="output">The project's <c>ExperimentOutput</c>.</param>
    /// <param name="moreReferences">What the compilation references besides.</param>
    /// <param name="space">The project's root namespace.</param>
    /// <param name="documentation">Where the documentation is: an address, or a folder.</param>
    public static GeneratorRun Of(IEnumerable<SpecText> specs, IEnumerable<(string Path, string Text)> sources, string output = "models",
        IEnumerable<MetadataReference>? moreReferences = null, string space = "MnistLstm.Experiments", string documentation = "")
    {
        SyntaxTree[] trees = [.. sources.Select(
            source => CSharpSyntaxTree.ParseText(source.Text, ParseOptions.WithDocumentationMode(DocumentationMode.None), SpecText.Repository + source.Path))];
        CSharpCompilation compilation = s_empty.AddSyntaxTrees(trees);
        compilation = moreReferences is null ? compilation : compilation.AddReferences(moreReferences);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ExperimentGenerator().AsSourceGenerator()],
            specs,
            ParseOptions,
            new BuildOptions(output, space: space, documentation: documentation),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        GeneratorRun run = new(driver.RunGenerators(compilation), compilation);
        CheckSecondRun(run.Driver.RunGenerators(compilation.Clone()).GetRunResult().Results.Single());
        return run;
    }

    /// <summary>Runs it over one spec.</summary>
    public static GeneratorRun Of(string path, string text, string output = "models", string documentation = "") =>
        Of([new SpecText(path, text)], [], output, documentation: documentation);

    /// <summary>Runs the same driver again, over another compilation or none but the same.</summary>
    public GeneratorRun Again(Func<GeneratorDriver, GeneratorDriver>? change = null, Compilation? compilation = null)
    {
        GeneratorDriver changed = change is null ? Driver : change(Driver);
        return new GeneratorRun(changed.RunGenerators(compilation ?? Compilation), compilation ?? Compilation);
    }

    /// <summary>The compilation with the emitted code and, if given, some more.</summary>
    public Compilation Compile(params string[] moreSources) => Compilation.AddSyntaxTrees(
        Sources.Values.Concat(moreSources).Select(source => CSharpSyntaxTree.ParseText(source, ParseOptions)));

    // Over a compilation that is another one, but equal, nothing is computed again. What is handed to the generator anew may be.
    private static void CheckSecondRun(GeneratorRunResult second)
    {
        IEnumerable<(string Step, IncrementalStepRunReason Reason)> named = second.TrackedSteps.Where(step => typeof(StepNames).GetField(step.Key) is not null)
            .SelectMany(step => step.Value.SelectMany(run => run.Outputs).Select(output => (step.Key, output.Reason)));
        IEnumerable<(string Step, IncrementalStepRunReason Reason)> outputs = second.TrackedOutputSteps
            .SelectMany(step => step.Value.SelectMany(run => run.Outputs).Select(output => (step.Key, output.Reason)));
        Assert.All(named.Concat(outputs),
            item => Assert.True(item.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{item.Step}: {item.Reason}"));
    }

    private static string Position(Diagnostic diagnostic)
    {
        Microsoft.CodeAnalysis.Text.LinePosition start = diagnostic.Location.GetLineSpan().StartLinePosition;
        return $"({start.Line + 1},{start.Character + 1})";
    }

    private static ImmutableArray<MetadataReference> References()
    {
        string trusted = (string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!;
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return trusted.Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework)
            .Append(typeof(Trainer).Assembly.Location)
            .Append(typeof(Engine.Parameter).Assembly.Location)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))
            .ToImmutableArray();
    }
}
