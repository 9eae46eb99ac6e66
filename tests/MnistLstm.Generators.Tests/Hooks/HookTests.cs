using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MnistLstm.Generators.Tests.Running;
using MnistLstm.Training;

namespace MnistLstm.Generators.Tests.Hooks;

/// <summary>Hand-written parts of emitted classes: they take part in training, and count as sources of the runs they can affect, of those only.</summary>
public class HookTests
{
    private const string OnEpoch = """
        namespace MnistLstm.Experiments.Generated;
        public sealed partial class BTrainer
        {
            protected override void OnEpochCompleted(MnistLstm.Training.EpochMetrics epoch) => Shared.Log(epoch.Epoch);
        }
        """;

    private const string Shared = "namespace MnistLstm.Experiments.Generated; static class Shared { public static void Log(int epoch) { } }";

    [Fact]
    public void A_run_without_hooks_says_none() => Assert.All(HookedSpec.Runs().Values, run => Assert.Null(run.Hooks));

    [Fact]
    public void A_transform_written_beside_a_spec_is_trained_with()
    {
        RunSpec plain = HookedSpec.Runs()["a"];
        RunSpec hooked = HookedSpec.Runs(("experiments/a.cs", HookedSpec.Flip))["a"];
        Assert.NotEqual(Weights(plain), Weights(hooked));
        Assert.Equal(plain.CodeSha256, hooked.CodeSha256);
    }

    [Fact]
    public void A_hook_counts_for_its_own_spec_only()
    {
        IReadOnlyDictionary<string, RunSpec> runs = HookedSpec.Runs(("experiments/a.cs", HookedSpec.Flip));
        Assert.Equal(["experiments/a.cs"], runs["a"].Hooks!.Files);
        Assert.Null(runs["b"].Hooks);
        Assert.Null(runs["f[seed=1]"].Hooks);
    }

    [Fact]
    public void The_hash_is_of_the_code_and_the_paths()
    {
        string hash = Hash(("experiments/a.cs", HookedSpec.Flip));
        Assert.Equal(hash, Hash(("experiments/a.cs", HookedSpec.Flip)));
        Assert.NotEqual(hash, Hash(("experiments/a.cs", HookedSpec.Flip + "\ninternal static class Edited;")));
        Assert.NotEqual(hash, Hash(("experiments/hooks.cs", HookedSpec.Flip)));
    }

    [Fact]
    public void What_a_hook_uses_by_name_counts_too_and_what_it_does_not_use_does_not()
    {
        (string, string)[] files = [("experiments/a.cs", HookedSpec.Flip), ("experiments/b.cs", OnEpoch), ("experiments/shared.cs", Shared)];
        IReadOnlyDictionary<string, RunSpec> runs = HookedSpec.Runs(files);
        Assert.Equal(["experiments/a.cs"], runs["a"].Hooks!.Files);
        Assert.Equal(["experiments/b.cs", "experiments/shared.cs"], runs["b"].Hooks!.Files);
    }

    [Fact]
    public void What_is_used_by_what_is_used_counts_too()
    {
        const string Deep = "namespace MnistLstm.Experiments.Generated; static class Deep { public static void Twice(this int value) { } }";
        IReadOnlyDictionary<string, RunSpec> runs = HookedSpec.Runs(
            ("experiments/b.cs", OnEpoch), ("experiments/deep.cs", Deep), ("experiments/shared.cs", Shared.Replace("{ }", "{ epoch.Twice(); }")));
        Assert.Equal(["experiments/b.cs", "experiments/deep.cs", "experiments/shared.cs"], runs["b"].Hooks!.Files);
    }

    [Fact]
    public void Global_usings_and_module_initializers_count_for_whoever_has_hooks()
    {
        IReadOnlyDictionary<string, RunSpec> runs = HookedSpec.Runs(
            ("experiments/a.cs", HookedSpec.Flip),
            ("experiments/start.cs", "static class Start { [System.Runtime.CompilerServices.ModuleInitializer] internal static void Run() { } }"),
            ("experiments/usings.cs", "global using Text = System.String;"));
        Assert.Equal(["experiments/a.cs", "experiments/start.cs", "experiments/usings.cs"], runs["a"].Hooks!.Files);
        Assert.Null(runs["b"].Hooks);
    }

    [Fact]
    public void A_part_that_lies_elsewhere_in_the_repository_counts_all_the_same() =>
        Assert.Equal(["src/Anywhere.cs"], HookedSpec.Runs(("src/Anywhere.cs", HookedSpec.Flip))["a"].Hooks!.Files);

    [Fact]
    public void Sources_elsewhere_that_are_no_part_do_not_count() =>
        Assert.Null(HookedSpec.Runs(("src/Other.cs", "namespace X; class ATrainer { }"))["a"].Hooks);

    [Fact]
    public void A_comment_in_a_hook_is_no_other_source() => Assert.Equal(
        Hash(("experiments/a.cs", HookedSpec.Flip)), Hash(("experiments/a.cs", "// A comment.\n" + HookedSpec.Flip.Replace("\n", "\r\n") + "\n// Another.\n")));

    [Fact]
    public void All_runs_of_a_family_share_its_hooks()
    {
        IReadOnlyDictionary<string, RunSpec> runs = HookedSpec.Runs(("experiments/f.cs", HookedSpec.Flip.Replace("ATrainer", "FTrainer")));
        Assert.Equal(["experiments/f.cs"], runs["f[seed=1]"].Hooks!.Files);
        Assert.Equal(runs["f[seed=1]"].Hooks!.Sha256, runs["f[seed=2]"].Hooks!.Sha256);
    }

    [Fact]
    public void A_hook_in_the_wrong_namespace_does_not_compile() => Assert.Contains(
        HookedSpec.Build(("experiments/a.cs", HookedSpec.Flip.Replace("Generated;", "Generated.Quick;"))).Compile().GetDiagnostics(),
        diagnostic => diagnostic.Id == "CS0115");

    [Fact]
    public void An_edited_hook_writes_the_rows_of_its_own_spec_again_and_no_code()
    {
        GeneratorRun first = HookedSpec.Build(("experiments/a.cs", HookedSpec.Flip));
        SyntaxTree old = Assert.Single(first.Compilation.SyntaxTrees);
        GeneratorRun second = first.Again(compilation: first.Compilation.ReplaceSyntaxTree(
            old, CSharpSyntaxTree.ParseText(HookedSpec.Flip.Replace("Reverse", "Clear"), (CSharpParseOptions)old.Options, old.FilePath)));
        Assert.Single(second.Result.TrackedSteps[StepNames.Rows].SelectMany(step => step.Outputs),
            output => output.Reason == IncrementalStepRunReason.Modified);
        Assert.All(second.Result.TrackedSteps[StepNames.Code].SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static string Hash(params (string Path, string Text)[] files) => HookedSpec.Runs(files)["a"].Hooks!.Sha256;

    private static string Weights(RunSpec run) => HandMadeTrainer.WeightsOf(run.CreateTrainer(HandMadeTrainer.Images, new TrainingOptions { Threads = 1 }));
}
