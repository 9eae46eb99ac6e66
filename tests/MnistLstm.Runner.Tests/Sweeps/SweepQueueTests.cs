using MnistLstm.Runner.Sweeps;

namespace MnistLstm.Runner.Tests.Sweeps;

public sealed class SweepQueueTests
{
    private readonly List<int> _held = [];

    [Fact]
    public void Runs_are_taken_in_order_each_once()
    {
        SweepQueue queue = new([1, 1, 1], 100, _held.Add);
        Assert.Equal([0, 1, 2], [Taken(queue), Taken(queue), Taken(queue)]);
        Assert.False(queue.Take(out _, out _));
        Assert.Empty(_held);
    }

    [Fact]
    public void A_run_that_does_not_fit_waits_and_the_next_that_fits_is_taken()
    {
        SweepQueue queue = new([60, 60, 30, 5], 100, _held.Add);
        Assert.Equal([0, 2, 3], [Taken(queue), Taken(queue), Taken(queue)]);
        Assert.Equal([1], _held);
        queue.Done(0);
        Assert.Equal(1, Taken(queue));
        Assert.Equal([1], _held);
    }

    [Fact]
    public async Task Who_finds_nothing_that_fits_waits_until_something_is_done()
    {
        SweepQueue queue = new([60, 60], 100, _held.Add);
        Assert.Equal(0, Taken(queue));
        Task<int> other = Task.Run(() => Taken(queue));
        SpinWait.SpinUntil(() => _held.Count == 1);
        Assert.False(other.IsCompleted);
        queue.Done(0);
        Assert.Equal(1, await other);
    }

    [Fact]
    public void A_run_that_never_fits_is_tried_alone()
    {
        SweepQueue queue = new([500, 1], 100, _held.Add);
        Assert.Equal(0, Taken(queue));
        queue.Done(0);
        Assert.Equal(1, Taken(queue));
    }

    [Fact]
    public void Runs_put_back_come_again_when_all_others_were_taken_and_turn_about()
    {
        SweepQueue queue = new([1, 1, 1], 100, _held.Add);
        Taken(queue);
        queue.PutBack(0);
        Taken(queue);
        queue.PutBack(1);
        Assert.Equal(2, Taken(queue));
        Assert.Equal(0, Taken(queue, again: true));
        queue.PutBack(0);
        Assert.Equal([1, 0], [Taken(queue, again: true), Taken(queue, again: true)]);
        Assert.False(queue.Take(out _, out _));
    }

    private static int Taken(SweepQueue queue, bool again = false)
    {
        Assert.True(queue.Take(out int index, out bool comesAgain));
        Assert.Equal(again, comesAgain);
        return index;
    }
}
