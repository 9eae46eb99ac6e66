using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Selection;

public sealed class SeedlessComparerTests
{
    private static readonly RunSpec s_spec = Specs.Make("a", experiment: "family", seed: 1);

    public static TheoryData<string, RunSpec, bool> Others => new()
    {
        { "another seed", Specs.Make("b", experiment: "family", seed: 2), true },
        { "another value", Specs.Make("b", experiment: "family", seed: 1, learningRate: "0.02"), false },
        { "another experiment", Specs.Make("b", experiment: "other", seed: 1), false },
        { "no seed", s_spec with { Settings = [.. s_spec.Settings.Where(setting => setting.Key != "seed")] }, true },
        { "a key less", s_spec with { Settings = [.. s_spec.Settings.Skip(1)] }, false },
        { "the last key less", s_spec with { Settings = [.. s_spec.Settings.SkipLast(1)] }, false },
        { "the seed at the end", s_spec with { Settings = [.. s_spec.Settings.OrderBy(setting => setting.Key == "seed")] }, true },
        { "another default", s_spec with { Settings = [.. s_spec.Settings.Select(setting => setting with { Default = "1" })] }, true },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Runs_that_differ_in_nothing_but_the_seed_are_the_same(string what, RunSpec other, bool same)
    {
        Assert.Equal((what, same), (what, SeedlessComparer.Instance.Equals(s_spec, other)));
        Assert.Equal((what, same), (what, SeedlessComparer.Instance.Equals(other, s_spec)));
        Assert.True(!same || SeedlessComparer.Instance.GetHashCode(s_spec) == SeedlessComparer.Instance.GetHashCode(other), what);
    }
}
