using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Incrementality;

public class CachingTests
{
    private static readonly SpecText s_a = new("experiments/a.yaml", SpecText.Valid);
    private static readonly SpecText s_b = new("experiments/b.yaml", SpecText.Valid + "foo: 1\n");
    private static readonly SpecText s_c = new("experiments/quick/c.yaml", SpecText.Valid);

    [Fact]
    public void An_edit_elsewhere_leaves_every_step_cached()
    {
        GeneratorRun first = GeneratorRun.Of([s_a, s_b, s_c]);
        GeneratorRun second = first.Again(
            compilation: first.Compilation.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;", new CSharpParseOptions(LanguageVersion.Latest))));
        foreach (string step in new[] { StepNames.Parse, StepNames.Layout, StepNames.Code, StepNames.Rows, StepNames.Catalog, StepNames.Errors })
        {
            Assert.All(Reasons(second, step), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        }

        Assert.All(OutputReasons(second), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }

    [Fact]
    public void A_comment_leaves_the_code_and_the_catalog_alone()
    {
        GeneratorRun first = GeneratorRun.Of([s_a, s_c]);
        GeneratorRun second = first.Again(driver => driver.ReplaceAdditionalText(s_a, new SpecText("experiments/a.yaml", "# a comment\n" + SpecText.Valid)));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Reasons(second, StepNames.Parse));
        Assert.All(Reasons(second, StepNames.Code), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.All(Reasons(second, StepNames.Catalog), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.Equal([IncrementalStepRunReason.Modified, IncrementalStepRunReason.Cached], Reasons(second, StepNames.Rows));
        Assert.Equal(1, OutputReasons(second).Count(reason => reason != IncrementalStepRunReason.Cached));
        Assert.Equal(first.Sources["Models/a.g.cs"], second.Sources["Models/a.g.cs"]);
        Assert.NotEqual(first.Sources["Runs/a.g.cs"], second.Sources["Runs/a.g.cs"]);
    }

    [Fact]
    public void An_edited_value_parses_and_emits_one_spec_again()
    {
        GeneratorRun first = GeneratorRun.Of([s_a, s_c]);
        GeneratorRun second = first.Again(driver => driver.ReplaceAdditionalText(s_c, new SpecText("experiments/quick/c.yaml", SpecText.Valid + "seed: 1\n")));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], Reasons(second, StepNames.Parse));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], Reasons(second, StepNames.Code));
        Assert.All(Reasons(second, StepNames.Catalog), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
    }

    [Fact]
    public void Of_two_hundred_specs_an_edit_parses_one_and_emits_its_own_files()
    {
        SpecText[] specs = [.. Enumerable.Range(0, 200).Select(i => new SpecText($"experiments/s{i}.yaml", SpecText.Valid + $"seed: {i}\n"))];
        GeneratorRun second = GeneratorRun.Of(specs)
            .Again(driver => driver.ReplaceAdditionalText(specs[70], new SpecText(specs[70].RelativePath, SpecText.Valid + "seed: 1000\n")));
        foreach (string step in new[] { StepNames.Parse, StepNames.Code, StepNames.Rows })
        {
            IEnumerable<IncrementalStepRunReason> reasons = Reasons(second, step);
            Assert.Equal(199, reasons.Count(reason => reason == IncrementalStepRunReason.Cached));
            Assert.Equal(1, reasons.Count(reason => reason == IncrementalStepRunReason.Modified));
        }

        Assert.All(Reasons(second, StepNames.Layout), reason => Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.Equal(2, OutputReasons(second).Count(reason => reason != IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void Of_many_specs_one_that_breaks_and_is_mended_leaves_the_others_code_alone()
    {
        SpecText[] specs = [.. Enumerable.Range(0, 50).Select(i => new SpecText($"experiments/s{i}.yaml", SpecText.Valid + $"seed: {i}\n"))];
        SpecText broken = new(specs[7].RelativePath, SpecText.Valid + "sed: 7\n");
        GeneratorRun second = GeneratorRun.Of(specs).Again(driver => driver.ReplaceAdditionalText(specs[7], broken));
        Assert.Single(second.Errors);
        Assert.Equal(49, Reasons(second, StepNames.Code).Count(reason => reason == IncrementalStepRunReason.Cached));
        GeneratorRun third = second.Again(driver => driver.ReplaceAdditionalText(broken, specs[7]));
        Assert.Empty(third.Errors);
        Assert.Equal(49, Reasons(third, StepNames.Code).Count(reason => reason == IncrementalStepRunReason.Cached));
    }

    [Fact]
    public void A_new_spec_leaves_the_others_code_alone()
    {
        GeneratorRun first = GeneratorRun.Of([s_a]);
        GeneratorRun second = first.Again(driver => driver.AddAdditionalTexts([new SpecText("experiments/z.yaml", SpecText.Valid)]));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], Reasons(second, StepNames.Parse));
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.New], Reasons(second, StepNames.Code));
        Assert.Contains("ZRuns", second.Sources["ExperimentCatalog.g.cs"]);
    }

    [Fact]
    public void A_deleted_spec_loses_its_code()
    {
        GeneratorRun second = GeneratorRun.Of([s_a, s_c]).Again(driver => driver.RemoveAdditionalTexts([s_a]));
        Assert.Equal(["ExperimentCatalog.g.cs", "Models/quick/c.g.cs", "Runs/quick/c.g.cs"], second.Sources.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_order_of_the_files_does_not_matter()
    {
        GeneratorRun forth = GeneratorRun.Of([s_a, s_c, new SpecText("experiments/a-.yaml", SpecText.Valid)]);
        GeneratorRun back = GeneratorRun.Of([new SpecText("experiments/a-.yaml", SpecText.Valid), s_c, s_a]);
        Assert.Equal(forth.Errors, back.Errors);
        Assert.Equal(forth.Sources.OrderBy(source => source.Key, StringComparer.Ordinal), back.Sources.OrderBy(source => source.Key, StringComparer.Ordinal));
    }

    private static List<IncrementalStepRunReason> Reasons(GeneratorRun run, string step) =>
        run.Result.TrackedSteps[step].SelectMany(tracked => tracked.Outputs).Select(output => output.Reason).ToList();

    private static List<IncrementalStepRunReason> OutputReasons(GeneratorRun run) =>
        run.Result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(tracked => tracked.Outputs).Select(output => output.Reason).ToList();
}
