using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>Specs that are there and do not reach the compiler end the build: they would be left out in silence, and their snapshots seem to be of no
/// use.</summary>
public class UnseenSpecTests
{
    private const string Lost = "the build lost the others; move the checkout to a path of plain letters and digits, and build anew";

    [Fact]
    public void Fewer_specs_than_the_build_counted_are_an_error() => Assert.Equal(
        [$"EXP050: experiments/ holds 3 specs, but the compiler was handed 1; {Lost}"],
        Errors(new BuildOptions("models", count: "3"), [new SpecText("experiments/a.yaml", SpecText.Valid)]));

    [Fact]
    public void None_of_those_that_it_counted_are_an_error() =>
        Assert.Equal([$"EXP050: experiments/ holds 3 specs, but the compiler was handed 0; {Lost}"], Errors(new BuildOptions("models", count: "3"), []));

    [Fact]
    public void As_many_are_not() => Assert.Empty(Errors(new BuildOptions("models", count: "1"), [new SpecText("experiments/a.yaml", SpecText.Valid)]));

    [Fact]
    public void The_project_of_the_tests_leaves_it_to_the_app() => Assert.Empty(Errors(new BuildOptions("tests", count: "3"), []));

    [Theory]
    [InlineData("/home/me/a;b/")]
    [InlineData("/home/me/a#b =c: d/")]
    [InlineData("/home/me/[größe]{x,y}*?/")]
    public void A_spec_is_known_whatever_the_path_of_the_checkout(string root) => Assert.Empty(
        Errors(new BuildOptions("models", root, "1"), [new PlacedText(root + "experiments/quick/a.yaml")]));

    private static IEnumerable<string> Errors(BuildOptions options, IEnumerable<AdditionalText> specs)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new ExperimentGenerator().AsSourceGenerator()], specs, GeneratorRun.ParseOptions, options);
        GeneratorRunResult result = driver.RunGenerators(CSharpCompilation.Create("Emitted")).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result.Diagnostics.Select(error => $"{error.Id}: {error.GetMessage()}");
    }

    private sealed class PlacedText(string path) : AdditionalText
    {
        public override string Path => path;

        public override Microsoft.CodeAnalysis.Text.SourceText GetText(
            CancellationToken cancellationToken = default) => Microsoft.CodeAnalysis.Text.SourceText.From(SpecText.Valid, System.Text.Encoding.UTF8);
    }
}
