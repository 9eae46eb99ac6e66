using MnistLstm.Runner.Sweeps.Slurm;

namespace MnistLstm.Runner.Tests.Sweeps.Slurm;

public class ArrayIdTests
{
    [Theory]
    [InlineData("4711\n", 4711, "")]
    [InlineData("4711;b\n", 4711, "b")]
    [InlineData("4711;gpu-2_x.y", 4711, "gpu-2_x.y")]
    public void An_id_is_read_as_sbatch_says_it_and_written_so(string text, long number, string cluster)
    {
        Assert.Equal(new ArrayId(number, cluster), ArrayId.Parse(text));
        Assert.Equal(text.Trim(), ArrayId.Parse(text)?.Parsable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Submitted batch job 4711")]
    [InlineData("-4711")]
    [InlineData("4711;")]
    [InlineData("4711;b;c")]
    [InlineData("4711;a b")]
    [InlineData("4711;a,b")]
    public void What_is_none_is_none(string text) => Assert.Null(ArrayId.Parse(text));

    [Fact]
    public void The_command_that_cancels_names_the_clusters() =>
        Assert.Equal("scancel 1 3; scancel -M b 2", ArrayId.CancelCommand([new ArrayId(1), new ArrayId(2, "b"), new ArrayId(3)]));
}
