using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>One run of the generator over specs in memory, in a compilation that references the real engine and training.</summary>
public sealed class GeneratorRun
{
    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest, DocumentationMode.Diagnose);
    private static readonly ImmutableArray<MetadataReference> s_references = References();
    private readonly GeneratorRunResult _result;

    private GeneratorRun(GeneratorDriver driver, Compilation compilation)
    {
        Driver = driver;
        Compilation = compilation;
        _result = driver.GetRunResult().Results.Single();
        Assert.Null(_result.Exception);
    }

    /// <summary>The driver, for another run over something changed.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The compilation that was given, without the emitted code.</summary>
    public Compilation Compilation { get; }

    /// <summary>The steps of the last run.</summary>
    public GeneratorRunResult Result => _result;

    /// <summary>The emitted files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources => _result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString());

    /// <summary>All diagnostics: <c>a.yaml(4,1): EXP003: message</c>, files and places in order.</summary>
    public IReadOnlyList<string> Errors => _result.Diagnostics
        .OrderBy(d => d.Location.GetLineSpan().Path, StringComparer.Ordinal)
        .Select(d => $"{Path.GetFileName(d.Location.GetLineSpan().Path)}{Position(d)}: {d.Id}: {d.GetMessage()}")
        .ToList();

    /// <summary>Runs the generator.</summary>
    /// <param name="specs">The files.</param>
    /// <param name="output">The project's <c>ExperimentOutput</c>.</param>
    public static GeneratorRun Of(IEnumerable<SpecText> specs, string output = "models") => Of(specs, [], output);

    /// <summary>Runs the generator in a project that has sources of its own.</summary>
    /// <param name="specs">The files.</param>
    /// <param name="sources">Paths relative to the repository, and texts.</param>
    /// <param name="output">The project's <c>ExperimentOutput</c>.</param>
    public static GeneratorRun Of(IEnumerable<SpecText> specs, IEnumerable<(string Path, string Text)> sources, string output = "models")
    {
        IEnumerable<SyntaxTree> trees = sources.Select(source => CSharpSyntaxTree.ParseText(source.Text, s_parse.WithDocumentationMode(DocumentationMode.None), SpecText.Repository + source.Path));
        CSharpCompilation compilation = CSharpCompilation.Create("Emitted", trees, s_references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new ExperimentGenerator().AsSourceGenerator()],
            specs,
            s_parse,
            new BuildOptions(output),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return new GeneratorRun(driver.RunGenerators(compilation), compilation);
    }

    /// <summary>Runs it over one spec.</summary>
    public static GeneratorRun Of(string path, string text, string output = "models") => Of([new SpecText(path, text)], output);

    /// <summary>Runs the same driver again, over another compilation or none but the same.</summary>
    public GeneratorRun Again(Func<GeneratorDriver, GeneratorDriver>? change = null, Compilation? compilation = null)
    {
        GeneratorDriver changed = change is null ? Driver : change(Driver);
        return new GeneratorRun(changed.RunGenerators(compilation ?? Compilation), compilation ?? Compilation);
    }

    /// <summary>The compilation with the emitted code and, if given, some more.</summary>
    public Compilation Compile(params string[] moreSources) => Compilation.AddSyntaxTrees(
        Sources.Values.Concat(moreSources).Select(source => CSharpSyntaxTree.ParseText(source, s_parse)));

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
