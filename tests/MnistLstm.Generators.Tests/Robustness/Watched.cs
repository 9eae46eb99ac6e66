using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace MnistLstm.Generators.Tests.Robustness;

/// <summary>
/// Runs a long series of small steps on a thread of its own and notices when one does not end. The patience is more than a thousand times what a
/// step takes, so that no slow machine can fail the test; a real hang would.
/// </summary>
internal sealed class Watched
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(10);

    // What the compiler's own threads have on the least of its systems: a recursion that the text can deepen would end the test run here.
    private const int StackBytes = 1 << 20;

    private volatile string _step = "";
    private Exception? _fault;

    /// <summary>Runs the work; what it throws is thrown here.</summary>
    /// <param name="work">Takes what it is to be told the name of each step with.</param>
    public static void Run(Action<Action<string>> work)
    {
        Watched watched = new();
        Thread thread = new(() => watched.Do(work), StackBytes) { IsBackground = true };
        thread.Start();
        string step = "";
        Stopwatch since = Stopwatch.StartNew();
        while (!thread.Join(TimeSpan.FromMilliseconds(100)))
        {
            if (step != watched._step)
            {
                step = watched._step;
                since.Restart();
            }

            Assert.True(since.Elapsed < s_patience, $"{step} did not end in {s_patience.TotalMinutes} minutes");
        }

        if (watched._fault is { } fault)
        {
            ExceptionDispatchInfo.Capture(fault).Throw();
        }
    }

    private void Do(Action<Action<string>> work)
    {
        try
        {
            work(step => _step = step);
        }
        catch (Exception fault)
        {
            _fault = fault;
        }
    }
}
