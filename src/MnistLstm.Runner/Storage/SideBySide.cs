using System.Runtime.ExceptionServices;

namespace MnistLstm.Runner.Storage;

/// <summary>Does the same with many things on all processors, as if it were done with one after the other.</summary>
internal static class SideBySide
{
    // Fewer are done before other threads are awake.
    private const int Few = 64;

    /// <summary>What comes of each, in their order. The function must be safe to call from any thread.</summary>
    /// <exception cref="Exception">That of the first of them, in their order, that failed.</exception>
    public static TResult[] Map<T, TResult>(IReadOnlyList<T> items, Func<T, TResult> function)
    {
        TResult[] results = new TResult[items.Count];
        if (items.Count <= Few)
        {
            for (int i = 0; i < results.Length; i++)
            {
                results[i] = function(items[i]);
            }

            return results;
        }

        // The first alone: it reads what all of them need (a snapshot of thousands of entries), and that side by side, too; another thread would wait for it.
        results[0] = function(items[0]);
        object gate = new();
        (long Index, Exception Error)? first = null;
        Parallel.For(1, results.Length, (i, loop) =>
        {
            try
            {
                results[i] = function(items[i]);
            }
            catch (Exception error)
            {
                // Those before it are still done, since one of them may fail as well and is the first then.
                loop.Break();
                lock (gate)
                {
                    first = first is { } known && known.Index < i ? known : (i, error);
                }
            }
        });
        if (first is { } failed)
        {
            ExceptionDispatchInfo.Throw(failed.Error);
        }

        return results;
    }
}
