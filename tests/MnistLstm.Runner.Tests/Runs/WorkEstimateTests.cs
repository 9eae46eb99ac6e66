using MnistLstm.Engine.Modules;
using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;

namespace MnistLstm.Runner.Tests.Runs;

public class WorkEstimateTests
{
    private static readonly DatasetIdentity s_mnist = new("", 60_000, 10_000);

    [Fact]
    public void A_run_costs_the_useful_operations_of_all_its_samples_and_epochs() =>
        Assert.Equal(
            10.0 * 60_000 * UsefulFlops.OfSample(28, 28, 128, layers: 1, bidirectional: false, onlyLastStep: true).Step,
            Flops(10, ("hidden_size", "128")));

    [Fact]
    public void Layers_directions_and_the_number_of_samples_count() =>
        Assert.Equal(
            500.0 * UsefulFlops.OfSample(28, 28, 64, layers: 2, bidirectional: true, onlyLastStep: true).Step,
            Flops(1, ("hidden_size", "64"), ("direction", "bidirectional"), ("layers", "2"), ("train_samples", "500")));

    [Fact]
    public void More_time_steps_cost_more() =>
        Assert.Equal(
            60_000.0 * UsefulFlops.OfSample(112, 7, 64, layers: 1, bidirectional: false, onlyLastStep: true).Step,
            Flops(1, ("hidden_size", "64"), ("input_size", "7")));

    [Theory]
    [InlineData("gru", 3)]
    [InlineData("rnn", 1)]
    public void A_cell_costs_by_its_gates(string cell, int gates) =>
        Assert.Equal(gates * Flops(1, ("hidden_size", "64"), ("layers", "2")), 4 * Flops(1, ("hidden_size", "64"), ("layers", "2"), ("cell", cell)));

    [Fact]
    public void The_published_experiments_are_long_and_a_few_epochs_of_few_samples_are_quick()
    {
        Assert.False(WorkEstimate.IsQuick(FakeSpecs.Make("a", "a", 10, "", ("hidden_size", "128")), s_mnist));
        Assert.True(WorkEstimate.IsQuick(FakeSpecs.Make("a", "a", 5, "", ("hidden_size", "128"), ("train_samples", "9003")), s_mnist));
    }

    private static double Flops(int epochs, params (string Key, string Value)[] settings) =>
        WorkEstimate.Flops(FakeSpecs.Make("a", "a", epochs, "", settings), s_mnist);
}
