using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Tests.Storage;

public sealed class SideBySideTests
{
    private static readonly int[] s_many = [.. Enumerable.Range(0, 1000)];

    [Fact]
    public void What_comes_of_many_stands_in_their_order() => Assert.Equal(s_many.Select(n => n * 2), SideBySide.Map(s_many, n => n * 2));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    public void What_comes_of_few_or_none_stands_in_their_order_too(int count) =>
        Assert.Equal(s_many.Take(count).Select(n => n * 2), SideBySide.Map([.. s_many.Take(count)], n => n * 2));

    // The earlier one waits until the later one has failed, if that is done on another thread at all.
    [Fact]
    public void The_first_that_fails_is_told_though_a_later_one_fails_sooner()
    {
        using ManualResetEventSlim failed = new();
        ArithmeticException error = Assert.Throws<ArithmeticException>(() => SideBySide.Map(s_many, n =>
        {
            if (n == 1 && failed.Wait(TimeSpan.FromSeconds(5)))
            {
                Thread.Sleep(100);
            }
            else if (n == 900)
            {
                failed.Set();
            }

            return n is 1 or 900 ? throw new ArithmeticException($"{n}") : n;
        }));
        Assert.Equal("1", error.Message);
    }

    [Fact]
    public void Each_is_asked_for_once()
    {
        int[] asked = new int[s_many.Length];
        SideBySide.Map(s_many, n => Interlocked.Increment(ref asked[n]));
        Assert.All(asked, times => Assert.Equal(1, times));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(1000)]
    public void Of_several_that_fail_the_first_one_is_told(int count)
    {
        ArithmeticException error = Assert.Throws<ArithmeticException>(() =>
            SideBySide.Map([.. s_many.Take(count)], n => n % 7 == 5 ? throw new ArithmeticException($"{n}") : n));
        Assert.Equal("5", error.Message);
    }
}
