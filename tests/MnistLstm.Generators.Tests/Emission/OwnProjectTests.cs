using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Runner;

namespace MnistLstm.Generators.Tests.Emission;

/// <summary>Emitted code in a project of somebody else's, with names of its own.</summary>
public class OwnProjectTests
{
    private const string Family =
        "matrix:\n  hidden_size: [4, 8]\n  learning_rate: [0.1, 0.2]\nbatch_size: 10\nepochs: 2\nlr_scheduler: step_lr\nstep_size: 1\n";

    // What the tests of a project say of a test, as the template does.
    private const string TestsByHand = """
        namespace MyLab.Reproducibility;

        /// <summary>The runs.</summary>
        public sealed partial class Snapshots
        {
            private static void Reproduce(string run) => _ = run;
        }

        internal sealed class ReproducesSnapshotAttribute(string run) : System.Attribute
        {
            public string Run => run;
        }
        """;

    // Every simple name that emitted code calls a type by, but the emitted types' own.
    private static readonly string[] s_names =
    [
        "Parameter", "ParameterSet", "SequenceClassifier", "Optimizer", "LrScheduler", "Trainer", "TrainingOptions", "TrainingPlan", "RunHooks", "RunSpec",
        "RunFamily", "FamilyNetwork", "NetworkBuilder", "InvalidOperationException", "Setting", "PublishedReference", "DatasetDefinition", "Dataset",
        "Normalization", "IReadOnlyList", "ReadOnlySpan", "Encoding", "Lstm", "Linear", "Dropout", "LastStep", "Adam", "StepLr", "DatasetValues",
        "ManifestDataset", "System", "MnistLstm",
    ];

    private static readonly SpecText[] s_specs =
    [
        new("experiments/a.yaml", SpecText.Valid + "normalize: train\nlayers: 2\ndropout: 0.5\nreference:\n  source: a page\n  test_accuracy: 0.9\n"),
        new("experiments/quick/b.yaml", SpecText.Valid),
        new("experiments/family.yaml", Family),
        Manifests.Of("har"),
    ];

    [Fact]
    public void It_lives_in_the_project_s_root_namespace()
    {
        Compilation compiled = GeneratorRun.Of(s_specs, [], space: "My.Lab").Compile();
        Assert.NotNull(compiled.GetTypeByMetadataName("My.Lab.Generated.AModel"));
        Assert.NotNull(compiled.GetTypeByMetadataName("My.Lab.Generated.Quick.BTrainer"));
        Assert.NotNull(compiled.GetTypeByMetadataName("My.Lab.Generated.ExperimentCatalog"));
        Assert.NotNull(compiled.GetTypeByMetadataName("My.Lab.Har"));
        Assert.Empty(Faults(compiled));
    }

    [Theory]
    [InlineData("my-lab.2", "my_lab._2")]
    [InlineData("class", "@class")]
    [InlineData("", "MnistLstm.Experiments")]
    [InlineData("Größe 1", "Größe_1")]
    public void A_project_s_name_becomes_a_namespace(string name, string space) =>
        Assert.Contains($"\nnamespace {space}.Generated;\n", GeneratorRun.Of(s_specs, [], space: name).Sources["Models/a.g.cs"], StringComparison.Ordinal);

    [Fact]
    public void Types_of_the_project_around_it_hide_none_of_ours()
    {
        string types = string.Concat(s_names.Select(name => $"public class {name};\n"));
        Compilation compiled = GeneratorRun.Of(
            s_specs,
            [("Around.cs", "namespace MyLab;\n" + types), ("Global.cs", types.Replace("public class System;", "").Replace("public class MnistLstm;", ""))],
            space: "MyLab").Compile();
        Assert.Empty(Faults(compiled));
    }

    [Fact]
    public void Names_that_the_project_uses_everywhere_are_not_mixed_up_with_ours()
    {
        string types = string.Concat(s_names.Select(name => $"public class {name};\n"));
        Compilation compiled = GeneratorRun.Of(
            s_specs, [("Other.cs", "namespace Other { " + types + " }"), ("Usings.cs", "global using Other;")], space: "MyLab").Compile();
        Assert.Empty(Faults(compiled));
    }

    [Fact]
    public void A_type_written_by_hand_beside_emitted_ones_hides_none_of_ours()
    {
        string types = string.Concat(s_names.Select(name => $"public class {name};\n"));
        Compilation compiled = GeneratorRun.Of(s_specs, [("experiments/own.cs", "namespace MyLab.Generated;\n" + types)], space: "MyLab").Compile();
        Assert.Empty(Faults(compiled));
    }

    [Theory]
    [InlineData("models")]
    [InlineData("tests")]
    public void It_needs_no_newer_language_than_C_sharp_12_and_has_docs_on_all_that_is_public(string output)
    {
        CSharpParseOptions options = GeneratorRun.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp12);
        GeneratorRun run = GeneratorRun.Of(s_specs, [], output, space: "MyLab");
        IEnumerable<string> sources = run.Sources.Values.Append(TestsByHand);
        Compilation compiled = run.Compilation.AddSyntaxTrees(sources.Select(source => CSharpSyntaxTree.ParseText(source, options)));
        Assert.True(compiled.SyntaxTrees.Count() > 1);
        Assert.DoesNotContain(compiled.GetDiagnostics(), fault => fault.Id == "CS1591");
        Assert.Empty(Faults(compiled));
    }

    [Fact]
    public void Every_emitted_type_says_that_it_is_generated()
    {
        GeneratorRun run = GeneratorRun.Of(s_specs, [], moreReferences: [TorchReferences.Library, TorchReferences.Engine]);
        BaseTypeDeclarationSyntax[] types =
        [
            .. run.Sources.Values.SelectMany(source => CSharpSyntaxTree.ParseText(source, GeneratorRun.ParseOptions).GetRoot().DescendantNodes())
                .OfType<BaseTypeDeclarationSyntax>().Where(type => type.Parent is BaseNamespaceDeclarationSyntax),
        ];
        Assert.NotEmpty(types);
        Assert.All(types.GroupBy(type => type.Identifier.ValueText), parts => Assert.Single(
            parts, part => part.AttributeLists.ToString() == "[global::System.CodeDom.Compiler.GeneratedCode(\"MnistLstm\", \"1\")]"));
    }

    [Fact]
    public void A_project_with_the_runner_gets_a_program_in_a_line_and_the_second_engine_where_it_is()
    {
        MetadataReference runner = MetadataReference.CreateFromFile(typeof(ExperimentApp).Assembly.Location);
        Assert.DoesNotContain(" Run(", GeneratorRun.Of(s_specs, []).Sources["ExperimentCatalog.g.cs"], StringComparison.Ordinal);
        GeneratorRun exact = GeneratorRun.Of(s_specs, [], moreReferences: [runner], space: "MyLab");
        Assert.Contains("ExperimentApp.Run(arguments, static () => Runs, datasets: static () => Datasets);", exact.Sources["ExperimentCatalog.g.cs"],
            StringComparison.Ordinal);
        Assert.Empty(Faults(exact.Compile("class Program { static int Main(string[] args) => MyLab.Generated.ExperimentCatalog.Run(args); }")));
        GeneratorRun torch = GeneratorRun.Of(s_specs, [], moreReferences: [runner, TorchReferences.Library, TorchReferences.Engine]);
        Assert.Contains("new global::MnistLstm.TorchSharp.TorchSharpEngine(threads)", torch.Sources["ExperimentCatalog.g.cs"], StringComparison.Ordinal);
        Assert.Empty(Faults(torch.Compile()));
    }

    private static ImmutableArray<Diagnostic> Faults(Compilation compiled) =>
        [.. compiled.GetDiagnostics().Where(fault => fault.Severity == DiagnosticSeverity.Error)];
}
