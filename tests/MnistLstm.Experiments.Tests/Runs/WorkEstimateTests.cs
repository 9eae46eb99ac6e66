using MnistLstm.Experiments.Runs;

namespace MnistLstm.Experiments.Tests.Runs;

public class WorkEstimateTests
{
    private static readonly DatasetIdentity Mnist = new("", 60_000, 10_000);

    [Fact]
    public void One_layer_costs_what_the_formula_says() =>
        Assert.Equal(8.0 * 28 * 128 * ((2 * (28 + 128)) + 128) * 60_000 * 10, Flops(10, ("hidden_size", "128")));

    [Fact]
    public void Two_directions_cost_twice_as_much_and_upper_layers_see_both()
    {
        double first = 2 * 8.0 * 28 * 64 * ((2 * (28 + 64)) + 64);
        double second = 2 * 8.0 * 28 * 64 * ((2 * (128 + 64)) + 64 + 128);
        Assert.Equal((first + second) * 60_000, Flops(1, ("hidden_size", "64"), ("direction", "bidirectional"), ("layers", "2")));
    }

    [Theory]
    [InlineData("gru", 3)]
    [InlineData("rnn", 1)]
    public void A_cell_costs_by_its_gates(string cell, int gates) =>
        Assert.Equal(gates * Flops(1, ("hidden_size", "64"), ("layers", "2")), 4 * Flops(1, ("hidden_size", "64"), ("layers", "2"), ("cell", cell)));

    [Fact]
    public void A_cell_nobody_knows_the_cost_of_is_an_error() =>
        Assert.Contains("'lru'", Assert.Throws<ArgumentException>(() => Flops(1, ("cell", "lru"))).Message);

    [Fact]
    public void The_published_experiments_are_long_and_a_few_epochs_of_few_samples_are_quick()
    {
        Assert.False(WorkEstimate.IsQuick(FakeSpecs.Make("a", "a", 10, "", ("hidden_size", "128")), Mnist));
        Assert.True(WorkEstimate.IsQuick(FakeSpecs.Make("a", "a", 5, "", ("hidden_size", "128"), ("train_samples", "9003")), Mnist));
    }

    private static double Flops(int epochs, params (string Key, string Value)[] settings) =>
        WorkEstimate.Flops(FakeSpecs.Make("a", "a", epochs, "", settings), Mnist);
}
