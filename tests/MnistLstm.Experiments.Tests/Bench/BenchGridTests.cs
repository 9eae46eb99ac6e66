using MnistLstm.Engine.Modules;
using MnistLstm.Experiments.Generated;
using MnistLstm.Runner.Bench;
using MnistLstm.Training;

namespace MnistLstm.Experiments.Tests.Bench;

public sealed class BenchGridTests
{
    [Theory]
    [InlineData("lstm-128", 0)]
    [InlineData("bilstm-64", 1)]
    public void The_published_shapes_are_those_of_the_published_experiments(string name, int index)
    {
        RunSpec spec = ExperimentCatalog.Runs.Single(run => run.Name == name);
        BenchShape shape = new(
            int.Parse(spec["batch_size"]), int.Parse(spec["hidden_size"]), int.Parse(spec["layers"]), spec["direction"] == "bidirectional");
        Assert.Equal(shape, BenchGrid.Published[index]);
    }

    [Fact]
    public void Every_grid_begins_with_the_published_shapes_and_has_none_twice()
    {
        Assert.All([BenchGrid.Usual, BenchGrid.All], grid =>
        {
            Assert.Equal(BenchGrid.Published, grid.Take(2));
            Assert.Equal(grid.Count, grid.Select(shape => shape.Name).Distinct().Count());
        });
        Assert.Equal(10, BenchGrid.Usual.Count);
        Assert.Equal((4 * 4 * 2) + 1, BenchGrid.All.Count);
    }

    [Fact]
    public void A_name_tells_batch_size_directions_and_layers() =>
        Assert.Equal("b32-h2x64-l2", new BenchShape(32, 64, 2, Bidirectional: true).Name);

    [Fact]
    public void A_name_tells_whatever_is_not_as_in_the_published_experiments() => Assert.Equal(
        "b1-gru8-l2-d0.25-t784-i1-c1000",
        new BenchShape(1, 8, 2) { Cell = "gru", Dropout = 0.25, Steps = 784, Features = 1, Classes = 1000 }.Name);

    [Fact]
    public void Every_group_has_shapes_of_different_names() =>
        Assert.All(BenchGrid.Groups, group => Assert.Equal(group.Shapes.Count, group.Shapes.Select(shape => shape.Name).Distinct().Count()));

    [Fact]
    public void Operations_are_counted_as_of_the_model()
    {
        foreach (BenchShape shape in BenchGrid.Groups.SelectMany(group => group.Shapes))
        {
            using BenchModel model = new(shape);
            Assert.Equal(UsefulFlops.OfSample(model), shape.Flops);
        }
    }
}
