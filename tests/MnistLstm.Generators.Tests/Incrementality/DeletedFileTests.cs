using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Incrementality;

/// <summary>
/// A deleted file in the runs that follow. In the second run after it was removed the compiler's driver can hand over none of the other files
/// either, to whatever generator: ours loses no more than the plainest. A build has a new driver each time and is not touched by it.
/// </summary>
public class DeletedFileTests
{
    private static readonly SpecText s_a = new("experiments/a.yaml", SpecText.Valid);
    private static readonly SpecText s_c = new("experiments/c.yaml", SpecText.Valid);

    [Fact]
    public void Ours_sees_after_a_deletion_what_the_plainest_generator_sees()
    {
        IReadOnlyList<int> plain = FilesSeen(new Counting().AsSourceGenerator(),
            result => result.GeneratedSources.Count(source => source.HintName.EndsWith("yaml.cs", StringComparison.Ordinal)));
        IReadOnlyList<int> ours = FilesSeen(new ExperimentGenerator().AsSourceGenerator(),
            result => result.GeneratedSources.Count(source => source.HintName.StartsWith("Models/", StringComparison.Ordinal)));
        Assert.Equal([2, 1], plain.Take(2));
        Assert.Equal(plain, ours);
    }

    // Over both files, without one, over an equal compilation again, and with a file added.
    private static IReadOnlyList<int> FilesSeen(ISourceGenerator generator, Func<GeneratorRunResult, int> count)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("Emitted");
        GeneratorDriver driver =
            CSharpGeneratorDriver.Create([generator], [s_a, s_c], GeneratorRun.ParseOptions, new BuildOptions("models")).RunGenerators(compilation);
        List<int> seen = [count(driver.GetRunResult().Results.Single())];
        driver = driver.RemoveAdditionalTexts([s_a]).RunGenerators(compilation);
        seen.Add(count(driver.GetRunResult().Results.Single()));
        driver = driver.RunGenerators(compilation.Clone());
        seen.Add(count(driver.GetRunResult().Results.Single()));
        driver = driver.AddAdditionalTexts(ImmutableArray.Create<AdditionalText>(s_a)).RunGenerators(compilation.Clone());
        seen.Add(count(driver.GetRunResult().Results.Single()));
        return seen;
    }

#pragma warning disable RS1036, RS1042 // A generator of the tests is no analyzer that is shipped.
    private sealed class Counting : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.AdditionalTextsProvider.Select(static (file, _) => Path.GetFileName(file.Path)),
            static (production, name) => production.AddSource(name + ".cs", "// " + name));
    }
#pragma warning restore RS1036, RS1042
}
