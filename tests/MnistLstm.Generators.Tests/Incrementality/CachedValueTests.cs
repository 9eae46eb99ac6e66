using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Incrementality;

/// <summary>That the walk, which every run of the generator in these tests goes through, finds what it is there for.</summary>
public class CachedValueTests
{
    [Fact]
    public void A_text_deep_within_a_record_is_found() =>
        Assert.Equal([".<Inner>k__BackingField[].Item2 is a StringText"], CachedValues.FaultsIn(new Holder([("a", SourceText.From("b"))])));

    [Fact]
    public void A_tree_and_a_compilation_are_found()
    {
        SyntaxTree tree = CSharpSyntaxTree.ParseText("class A;");
        Assert.Single(CachedValues.FaultsIn(new { Tree = tree }));
        Assert.Single(CachedValues.FaultsIn(new { Node = tree.GetRoot() }));
        Assert.Single(CachedValues.FaultsIn(new { Compilation = CSharpCompilation.Create("a", [tree]) }));
        Assert.Single(CachedValues.FaultsIn(new { Symbol = CSharpCompilation.Create("a", [tree]).GetTypeByMetadataName("A") }));
    }

    [Fact]
    public void Names_and_numbers_are_no_fault() => Assert.Empty(CachedValues.FaultsIn(new Holder([("a", 1), ("b", "c"), ("d", StringComparison.Ordinal)])));

    [Fact]
    public void Every_step_of_a_run_is_looked_at()
    {
        GeneratorRun run = GeneratorRun.Of([new SpecText("experiments/a.yaml", SpecText.Valid), Manifests.Of("har")],
            [("experiments/a.cs", "namespace MnistLstm.Experiments.Generated;\npublic partial class ATrainer;")],
                moreReferences: [TorchReferences.Library, TorchReferences.Engine]);
        Assert.All(typeof(StepNames).GetFields(), field => Assert.True(run.Result.TrackedSteps.ContainsKey(field.Name), field.Name));
    }

    private sealed record Holder(IReadOnlyList<(string, object)> Inner);
}
