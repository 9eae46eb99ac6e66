using MnistLstm.Runner.Export.PyTorch;

namespace MnistLstm.Runner.Tests.Export.PyTorch;

public sealed class CloseStepsTests
{
    [Theory]
    [InlineData("adam", "0.001", "0", 50)]
    [InlineData("adam", "0.005", "0", 10)]
    [InlineData("adamw", "0.01", "0", 5)]
    [InlineData("adam", "0.03", "0", 1)]
    [InlineData("adam", "5", "0", 1)]
    [InlineData("sgd", "0.1", "0", 50)]
    [InlineData("sgd", "0.1", "0.9", 5)]
    [InlineData("rmsprop", "0.001", "0", 5)]
    [InlineData("rmsprop", "0.0001", "0.9", 5)]
    [InlineData("sgd", "0.1", "1.5", 1)]
    public void The_steps_that_count_become_fewer_with_larger_steps(string optimizer, string learningRate, string momentum, int expected) =>
        Assert.Equal(expected, CloseSteps.Of(ScriptSpecs.Make("a", ("optimizer", optimizer), ("learning_rate", learningRate), ("momentum", momentum))));

    [Fact]
    public void The_rule_is_put_into_words() => Assert.Equal(
        "5 * (1 - momentum) / learning rate, at least 1 and at most 50", CloseSteps.Rule(ScriptSpecs.Make("a", ("optimizer", "sgd"))));
}
