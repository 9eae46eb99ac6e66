using System.Collections.Generic;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>The keys of a spec's <c>search</c> beside those that it varies, and the distributions that values are drawn from.</summary>
internal static class SearchKeys
{
    public static readonly SpecKey Samples = new("samples", ValueKind.Integer, "How many different runs to draw.")
    {
        Required = true, Range = new(1, 10_000), Examples = ["20"],
        AlsoCalled = ["n_trials", "num_trials", "trials", "max_trials", "num_samples", "n_iter", "count", "iterations", "n_samples", "budget"],
    };

    public static readonly SpecKey Seed =
        new(SpecKeys.Seed, ValueKind.Integer, "The seed of the draws. It has nothing to do with the runs' own seeds, which stand outside `search`.")
    {
        Default = "0", AlsoCalled = ["random_state", "random_seed"], Examples = ["1"],
    };

    public static readonly SpecKey Choice = new("choice", ValueKind.List, "Each of the values as likely as the others.")
    {
        Form = "a list of values", AlsoCalled = ["values", "options", "categorical", "choices", "one_of"],
    };

    public static readonly SpecKey Uniform = new("uniform", ValueKind.FloatList,
        "Every number from the first to the second as likely: of an integer key every integer, of others multiples of the greatest power of ten that is at "
            + "most a hundredth of the distance.")
    {
        Form = "two numbers, [least, greatest]", AlsoCalled = ["range", "int", "float", "randint", "int_uniform", "quniform", "q_uniform", "suggest_float",
            "suggest_int", "interval"],
    };

    public static readonly SpecKey LogUniform = new("log_uniform", ValueKind.FloatList,
        "The logarithm uniform from the first to the second: every power of ten as likely as the next. Rounded to three significant digits, of an integer "
            + "key to an integer.")
    {
        Form = "two numbers greater than 0, [least, greatest]", AlsoCalled = ["loguniform", "log", "log_uniform_values", "qlog_uniform", "reciprocal"],
    };

    /// <summary>The distributions.</summary>
    public static readonly IReadOnlyList<SpecKey> Distributions = [Choice, Uniform, LogUniform];

    /// <summary>The keys of <c>search</c> that are not varied by it.</summary>
    public static readonly IReadOnlyList<SpecKey> Own = [Samples, Seed];

    /// <summary>The distributions that a key's values can come from: words and true or false are only to be chosen among.</summary>
    public static IReadOnlyList<SpecKey> For(SpecKey key) => key.Kind is ValueKind.Integer or ValueKind.Float ? Distributions : [Choice];
}
