using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimizers;

public sealed class ArgumentTests
{
    public static TheoryData<string> Optimizers => new("adam", "adamw", "nadam", "adagrad", "adadelta", "sgd", "rmsprop");

    public static IEnumerable<object[]> OptimizersAndBadNumbers =>
        WithBadNumbers("adam", "adamw", "nadam", "adagrad", "adadelta", "sgd", "rmsprop");

    public static IEnumerable<object[]> MomentumOptimizersAndBadNumbers => WithBadNumbers("sgd", "rmsprop");

    [Theory]
    [MemberData(nameof(OptimizersAndBadNumbers))]
    public void A_learning_rate_must_be_a_float_that_is_not_negative(string optimizer, double number) =>
        Refused("learningRate", new OptimizerGolden.Case("", optimizer, number, 0, 0, false, 1f, []));

    [Theory]
    [MemberData(nameof(OptimizersAndBadNumbers))]
    public void A_weight_decay_must_be_a_float_that_is_not_negative(string optimizer, double number) =>
        Refused("weightDecay", new OptimizerGolden.Case("", optimizer, 0.1, number, 0, false, 1f, []));

    [Theory]
    [MemberData(nameof(MomentumOptimizersAndBadNumbers))]
    public void A_momentum_must_be_a_float_that_is_not_negative(string optimizer, double number) =>
        Refused("momentum", new OptimizerGolden.Case("", optimizer, 0.1, 0, number, false, 1f, []));

    [Fact]
    public void The_message_says_what_is_wrong_with_which_number()
    {
        ParameterSet parameters = Parameters();

        ArgumentException error = Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd(parameters, learningRate: -0.5));

        Assert.StartsWith("an optimizer's learningRate must be a number from 0 to 3.4028235E+38, got -0.5", error.Message);
    }

    [Fact]
    public void Nesterov_needs_momentum()
    {
        ParameterSet parameters = Parameters();

        ArgumentException error = Assert.Throws<ArgumentException>("nesterov", () => new Sgd(parameters, 0.1, momentum: 0, nesterov: true));

        Assert.StartsWith("nesterov needs a momentum above 0, got 0; set momentum", error.Message);
    }

    [Theory]
    [InlineData("adam", 1)]
    [InlineData("adamw", -0.1)]
    [InlineData("nadam", double.NaN)]
    public void A_beta_is_from_zero_to_less_than_one(string optimizer, double beta)
    {
        Refused("beta1", new OptimizerGolden.Case("", optimizer, 0.1, 0, 0, false, 1f, []) { Betas = [beta, 0.9] });
        Refused("beta2", new OptimizerGolden.Case("", optimizer, 0.1, 0, 0, false, 1f, []) { Betas = [0.9, beta] });
    }

    [Theory]
    [InlineData("adam", 0)]
    [InlineData("adamw", -1e-8)]
    [InlineData("nadam", 1e-50)]
    [InlineData("adagrad", double.NaN)]
    [InlineData("adadelta", 1e39)]
    [InlineData("rmsprop", double.PositiveInfinity)]
    public void An_epsilon_is_a_float_above_zero(string optimizer, double epsilon) =>
        Refused("epsilon", new OptimizerGolden.Case("", optimizer, 0.1, 0, 0, false, 1f, []) { Eps = epsilon });

    [Theory]
    [InlineData("rmsprop", "alpha", 1.5)]
    [InlineData("adadelta", "rho", -0.5)]
    [InlineData("sgd", "dampening", double.NaN)]
    public void A_part_that_is_kept_is_from_zero_to_one(string optimizer, string argument, double part) => Refused(
        argument, new OptimizerGolden.Case("", optimizer, 0.1, 0, 0.9, false, 1f, []) { Alpha = part, Rho = part, Dampening = part });

    [Fact]
    public void A_momentum_decay_is_not_negative() =>
        Refused("momentumDecay", new OptimizerGolden.Case("", "nadam", 0.1, 0, 0, false, 1f, []) { MomentumDecay = -0.1 });

    [Fact]
    public void Nesterov_goes_without_dampening()
    {
        ArgumentException error = Assert.Throws<ArgumentException>("dampening", () => new Sgd(Parameters(), 0.1, 0.9, nesterov: true, dampening: 0.1));

        Assert.StartsWith("nesterov needs a dampening of 0, got 0.1", error.Message);
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_learning_rate_of_zero_is_allowed_and_moves_nothing(string optimizer)
    {
        using SteppedOptimizer stepped = new(new OptimizerGolden.Case("", optimizer, 0, 0, 0, false, 1f, []), [1f, -2f]);

        stepped.Step([3f, 4f]);

        Assert.Equal([1f, -2f], stepped.Parameters.Values.ToArray());
    }

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void An_optimizer_has_the_name_it_has_in_a_spec(string optimizer)
    {
        using SteppedOptimizer stepped = new(new OptimizerGolden.Case("", optimizer, 0.1, 0, 0, false, 1f, []), [1f]);

        Assert.Equal(optimizer, stepped.Optimizer.Name);
    }

    [Fact]
    public void Nothing_decays_unless_it_is_asked_for()
    {
        ParameterSet parameters = Parameters();
        parameters.Values[0] = 0.5f;
        using AdamW adamW = new(parameters, learningRate: 0.1);

        adamW.BeginStep();
        adamW.Step(KernelSet.Of(Engine.Kernels.SimdWidth.Scalar), 0, 1);

        Assert.Equal(0.5f, parameters.Values[0]);
    }

    private static IEnumerable<object[]> WithBadNumbers(params string[] optimizers) =>
        from optimizer in optimizers
        from number in (double[])[-1e-9, double.NegativeInfinity, double.NaN, double.PositiveInfinity, 1e39]
        select new object[] { optimizer, number };

    private static void Refused(string argument, OptimizerGolden.Case arguments)
    {
        ParameterSet parameters = Parameters();

        Assert.Throws<ArgumentOutOfRangeException>(argument, () => SteppedOptimizer.Create(arguments, parameters));
    }

    private static ParameterSet Parameters() => new([new Parameter("p", 1)]);
}
