using MnistLstm.Runner.Runs.Execution;
using MnistLstm.Runner.Snapshots;
using MnistLstm.Training;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>
/// Many runs of a family that are all not equal to their snapshots: what each of them costs does not grow with their number. Counted are the bytes that are
/// allocated, which whoever reads or writes a file of all runs for each run does not get around; a clock would tell of the machine.
/// </summary>
public sealed class UnequalRunsTests
{
    private const int Few = 30;
    private const int Many = 8 * Few;

    [Fact]
    public void A_sweep_costs_each_of_many_what_it_costs_each_of_few()
    {
        BytesOfARun(Few, Sweep);
        long few = BytesOfARun(Few, Sweep);
        Assert.InRange(BytesOfARun(Many, Sweep), 1, few + (few / 4));
    }

    [Fact]
    public void Reviewing_accepting_and_rejecting_cost_each_of_many_what_they_cost_each_of_few()
    {
        BytesOfARun(Few, Review);
        long few = BytesOfARun(Few, Review);
        Assert.InRange(BytesOfARun(Many, Review), 1, few + (few / 4));
    }

    private static void Sweep(TestRepository repository, RunSpec[] specs)
    {
        using (repository.Snapshots.KeepTogether(fault => Assert.Fail(fault)))
        {
            Assert.All(specs, spec => Assert.Equal(
                SnapshotOutcome.NotEqual, repository.Execute(spec, new RunOptions { Force = true }).Snapshot.Outcome));
        }

        Assert.Equal(specs.Length, repository.Snapshots.ReadReceived("a").Count);
    }

    private static void Review(TestRepository repository, RunSpec[] specs)
    {
        Sweep(repository, specs);
        Assert.Equal(specs.Length, repository.Review(specs).Pending().Count);
        Assert.Equal(specs.Length, repository.Review(specs).Reject(specs).Dropped.Count);
        Assert.Equal(specs.Length, Assert.Single(repository.Review(specs).Accept(specs)).Accepted.Count);
    }

    private static long BytesOfARun(int count, Action<TestRepository, RunSpec[]> work)
    {
        using TestRepository repository = new();
        RunSpec[] specs = [.. Enumerable.Range(0, count).Select(seed => repository.Spec($"a[seed={seed}]", experiment: "a", settings: ("seed", $"{seed}")))];
        repository.Accept(specs);
        repository.Training.Shift = 0.5;
        long before = GC.GetAllocatedBytesForCurrentThread();
        work(repository, specs);
        return (GC.GetAllocatedBytesForCurrentThread() - before) / count;
    }
}
