using System.Text;
using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Robustness;

/// <summary>Thousands of damaged specs, the same ones every time: none may make the generator throw, and none may pass as valid code that does not
/// compile.</summary>
public class MutationTests
{
    [Theory]
    [InlineData(SpecMutator.Whole)]
    [InlineData(SpecMutator.Family)]
    [InlineData(SpecMutator.Stack)]
    [InlineData(SpecMutator.Search)]
    public void The_undamaged_spec_is_valid(string whole) => Assert.Empty(GeneratorRun.Of("experiments/a.yaml", whole).Errors);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void No_damaged_spec_makes_the_generator_fail(int seed)
    {
        SpecMutator mutator = new(new Random(seed));
        List<SpecText> specs = [];
        for (int i = 0; i < 1000; i++)
        {
            specs.Add(new SpecText($"experiments/s{i}.yaml", mutator.Damaged(SpecMutator.Whole)));
        }

        GeneratorRun run = GeneratorRun.Of(specs);
        Assert.DoesNotContain(run.Errors, error => error.Contains("EXP021"));
        HashSet<string> broken = run.Errors.Select(error => error[..error.IndexOf('(')]).ToHashSet();
        IEnumerable<string> good = specs.Select(spec => Path.GetFileName(spec.RelativePath)).Where(name => !broken.Contains(name));
        Assert.Equal(good.Select(name => $"Models/{Path.ChangeExtension(name, "g.cs")}").Order(),
            run.Sources.Keys.Where(key => key.StartsWith("Models/")).Order());
        Assert.NotEmpty(broken);
        Assert.DoesNotContain(run.Compile().GetDiagnostics(), d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData(6, SpecMutator.Family)]
    [InlineData(7, SpecMutator.Family)]
    [InlineData(8, SpecMutator.Stack)]
    [InlineData(9, SpecMutator.Stack)]
    [InlineData(10, SpecMutator.Search)]
    public void No_damaged_family_or_stack_makes_the_generator_fail(int seed, string whole)
    {
        SpecMutator mutator = new(new Random(seed));
        SpecText[] specs = [.. Enumerable.Range(0, 500).Select(i => new SpecText($"experiments/s{i}.yaml", mutator.Damaged(whole)))];
        GeneratorRun run = GeneratorRun.Of(specs);
        Assert.DoesNotContain(run.Errors, error => error.Contains("EXP021"));
        Assert.NotEmpty(run.Errors);
        Assert.Contains("Models/", string.Concat(run.Sources.Keys));
        Assert.DoesNotContain(run.Compile().GetDiagnostics(), d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("? ")]
    [InlineData("a: [")]
    [InlineData("[1], ")]
    [InlineData("a: {b: [c]}\n")]
    [InlineData("!")]
    [InlineData("&a ")]
    [InlineData("'")]
    [InlineData("a:\n")]
    [InlineData("\uFEFF")]
    [InlineData("#")]
    public void A_text_of_one_thing_repeated_ends_in_errors(string piece)
    {
        StringBuilder text = new();
        while (text.Length < 200000)
        {
            text.Append(piece);
        }

        GeneratorRun run = GeneratorRun.Of("experiments/a.yaml", text.ToString());
        Assert.NotEmpty(run.Errors);
        Assert.DoesNotContain(run.Errors, error => error.Contains("EXP021"));
    }

    [Fact]
    public void A_name_may_be_anything_at_all()
    {
        Random random = new(5);
        List<SpecText> specs = [];
        for (int i = 0; i < 500; i++)
        {
            char[] letters = Enumerable.Range(0, random.Next(1, 12)).Select(_ => "abAB01-_./ é😀[\"\\"[random.Next(17)]).ToArray();
            specs.Add(new SpecText($"experiments/{new string(letters)}.yaml", SpecText.Valid));
        }

        GeneratorRun run = GeneratorRun.Of(specs);
        Assert.DoesNotContain(run.Errors, error => error.Contains("EXP021"));
        Assert.DoesNotContain(run.Compile().GetDiagnostics(), d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning);
    }
}
