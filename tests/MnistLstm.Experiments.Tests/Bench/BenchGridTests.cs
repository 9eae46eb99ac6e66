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
}
