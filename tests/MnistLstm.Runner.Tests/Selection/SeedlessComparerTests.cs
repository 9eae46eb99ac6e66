using MnistLstm.Runner.Selection;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Selection;

public sealed class SeedlessComparerTests
{
    private static readonly RunSpec s_spec = Specs.Make("a", experiment: "family", seed: 1);

    public static TheoryData<string, RunSpec> Others => new()
    {
        { "another seed", Specs.Make("b", experiment: "family", seed: 2) },
        { "another value", Specs.Make("b", experiment: "family", seed: 1, learningRate: "0.02") },
        { "another experiment", Specs.Make("b", experiment: "other", seed: 1) },
        { "no seed", s_spec with { Settings = [.. s_spec.Settings.Where(setting => setting.Key != "seed")] } },
        { "a key less", s_spec with { Settings = [.. s_spec.Settings.Skip(1)] } },
        { "the last key less", s_spec with { Settings = [.. s_spec.Settings.SkipLast(1)] } },
        { "the seed at the end", s_spec with { Settings = [.. s_spec.Settings.OrderBy(setting => setting.Key == "seed")] } },
        { "another default", s_spec with { Settings = [.. s_spec.Settings.Select(setting => setting with { Default = "1" })] } },
    };

    [Theory]
    [MemberData(nameof(Others))]
    public void Runs_are_the_same_where_their_identity_is(string what, RunSpec other)
    {
        bool same = Seedless.Identity(s_spec) == Seedless.Identity(other);
        Assert.Equal((what, same), (what, SeedlessComparer.Instance.Equals(s_spec, other)));
        Assert.Equal((what, same), (what, SeedlessComparer.Instance.Equals(other, s_spec)));
        Assert.True(!same || SeedlessComparer.Instance.GetHashCode(s_spec) == SeedlessComparer.Instance.GetHashCode(other), what);
    }
}
