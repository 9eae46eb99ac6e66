using MnistLstm.Runner.Sweeps.Slurm;

namespace MnistLstm.Runner.Tests.Sweeps.Slurm;

public sealed class TaskStateTests
{
    [Fact]
    public void A_line_of_squeue_is_read_with_a_bar_in_the_folders_name()
    {
        TaskState state = TaskState.Parse("4711|7|RUNNING|node1|None|/home/a|b/c")!;
        Assert.Equal(new TaskState(new TaskKey(new ArrayId(4711), 7), "RUNNING", "node1", "None", "/home/a|b/c"), state);
        Assert.Equal("RUNNING on node1", state.ToString());
        Assert.False(state.HasEnded);
        Assert.False(state.IsWaiting);
    }

    [Theory]
    [InlineData("")]
    [InlineData("slurm_load_jobs error: Invalid job id specified")]
    [InlineData("4711|N/A|RUNNING|node1|None|/x")]
    [InlineData("4711|7|RUNNING|node1|None")]
    public void Another_line_is_none(string line) => Assert.Null(TaskState.Parse(line));

    [Fact]
    public void A_line_of_the_accounting_is_read_and_parts_of_a_task_are_not()
    {
        Assert.Equal("CANCELLED on node1", TaskState.ParseAccounting("4711_7|CANCELLED by 1000|node1")!.ToString());
        Assert.Equal("FAILED", TaskState.ParseAccounting("4711_7|FAILED|None assigned")!.ToString());
        Assert.Null(TaskState.ParseAccounting("4711_7.batch|FAILED|node1"));
        Assert.Null(TaskState.ParseAccounting("4711_[8-40]|PENDING|None assigned"));
    }

    [Theory]
    [InlineData("COMPLETED", true)]
    [InlineData("TIMEOUT", true)]
    [InlineData("OUT_OF_MEMORY", true)]
    [InlineData("COMPLETING", false)]
    [InlineData("PENDING", false)]
    [InlineData("A_WORD_OF_A_LATER_VERSION", false)]
    public void What_is_not_known_to_be_over_is_waited_for(string word, bool ended) =>
        Assert.Equal(ended, new TaskState(new TaskKey(new ArrayId(1), 1), word, "", "", "").HasEnded);
}
