using MnistLstm.Runner.Sweeps;

namespace MnistLstm.Runner.Tests.Sweeps;

public sealed class SweepSplitTests
{
    [Fact]
    public void A_single_run_gets_all_processors() => Assert.Equal(new SweepSplit(1, 4), SweepSplit.Choose(null, null, 4, Work(7)));

    [Fact]
    public void With_nothing_to_train_there_is_one_lane() => Assert.Equal(new SweepSplit(1, 2), SweepSplit.Choose(null, null, 2, Work()));

    [Fact]
    public void Many_runs_go_side_by_side_on_one_thread_each() =>
        Assert.Equal(new SweepSplit(2, 1), SweepSplit.Choose(null, null, 2, Work(3, 1, 1, 1, 1, 1)));

    [Fact]
    public void Where_one_run_is_most_of_the_work_it_gets_all_threads() =>
        Assert.Equal(new SweepSplit(1, 2), SweepSplit.Choose(null, null, 2, Work(100, 1, 1)));

    [Fact]
    public void Runs_that_do_not_fill_the_processors_share_them() => Assert.Equal(new SweepSplit(2, 4), SweepSplit.Choose(null, null, 8, Work(5, 5)));

    [Fact]
    public void Runs_at_a_time_that_are_given_have_a_thread_each() => Assert.Equal(new SweepSplit(3, 1), SweepSplit.Choose(3, null, 8, Work(1)));

    [Fact]
    public void One_run_at_a_time_has_all_processors() => Assert.Equal(new SweepSplit(1, 8), SweepSplit.Choose(1, null, 8, Work(1, 1, 1)));

    [Fact]
    public void Threads_that_are_given_leave_so_many_fewer_runs_at_a_time() =>
        Assert.Equal(new SweepSplit(2, 4), SweepSplit.Choose(null, 4, 8, Work(1, 1, 1, 1)));

    [Fact]
    public void More_threads_than_processors_are_taken_as_they_are() => Assert.Equal(new SweepSplit(1, 16), SweepSplit.Choose(null, 16, 8, Work(1, 1)));

    [Fact]
    public void Both_that_are_given_are_taken_as_they_are() => Assert.Equal(new SweepSplit(5, 3), SweepSplit.Choose(5, 3, 2, Work(1)));

    // Two threads do 1.8 times what one does: 8 at 1.8 end before 5 at 1.
    [Fact]
    public void A_second_thread_counts_for_four_fifths_of_the_first() => Assert.Equal(new SweepSplit(1, 2), SweepSplit.Choose(null, null, 2, Work(5, 3)));

    // The two short ones beside the long one end when it does; the short ones first, the long one would end last.
    [Fact]
    public void The_longest_run_begins_first() => Assert.Equal(new SweepSplit(2, 1), SweepSplit.Choose(null, null, 2, Work(1, 1, 2)));

    [Fact]
    public void Of_splits_that_end_at_the_same_time_the_one_with_more_runs_at_a_time_is_taken() =>
        Assert.Equal(new SweepSplit(3, 1), SweepSplit.Choose(null, 1, 4, Work(5, 1, 1)));

    // Together they end at 5; one after the other, each on the one thread that it takes, at 8.
    [Fact]
    public void Threads_that_a_run_does_not_take_are_not_reckoned_with() =>
        Assert.Equal(new SweepSplit(2, 1), SweepSplit.Choose(null, null, 2, [(5, 1), (3, 1)]));

    [Fact]
    public void It_is_said_in_words()
    {
        Assert.Equal("2 threads", new SweepSplit(1, 2).ToString());
        Assert.Equal("4 at a time, 1 thread each", new SweepSplit(4, 1).ToString());
    }

    // Runs that take as many threads as there are.
    private static (double Work, int Threads)[] Work(params double[] work) => [.. work.Select(cost => (cost, int.MaxValue))];
}
