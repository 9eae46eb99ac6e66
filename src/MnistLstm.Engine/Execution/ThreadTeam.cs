using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Execution;

/// <summary>
/// Threads that run one job together, the caller being the first of them. Between jobs and at barriers they spin for a while, because
/// the next one is due in microseconds, then sleep. Nothing is allocated per job.
/// </summary>
internal sealed class ThreadTeam : ITeam, IDisposable
{
    private const int SpinsBeforeSleep = 4000;

    private readonly Thread[] _threads;
    private readonly object _gate = new();
    private readonly TeamJob _job;
    private volatile int _generation;
    private volatile int _finished;
    private volatile bool _stop;
    private volatile Exception? _failure;
    private int _arrived;
    private volatile int _barrier;

    /// <param name="count">Threads, the caller's included.</param>
    /// <param name="job">What every call of <see cref="Run"/> does.</param>
    public ThreadTeam(int count, TeamJob job)
    {
        Count = count;
        _job = job;
        _threads = new Thread[count - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int part = i + 1;
            _threads[i] = new Thread(() => Work(part)) { IsBackground = true, Name = $"engine {part}" };
            _threads[i].Start();
        }
    }

    /// <summary>What the team does: called once per thread with its number.</summary>
    public delegate void TeamJob(int part, ThreadTeam team);

    /// <summary>Threads.</summary>
    public int Count { get; }

    /// <summary>Runs the job on all threads and returns when all have finished. Rethrows the first failure.</summary>
    /// <exception cref="ObjectDisposedException">The threads were ended: none would ever finish.</exception>
    public void Run()
    {
        ObjectDisposedException.ThrowIf(_stop, this);
        _finished = 0;
        lock (_gate)
        {
            _generation++;
            Monitor.PulseAll(_gate);
        }

        Execute(0);
        SpinWait spin = default;
        while (_finished != _threads.Length)
        {
            spin.SpinOnce(-1);
        }

        if (_failure is { } failure)
        {
            _failure = null;
            _arrived = 0;
            throw new InvalidOperationException($"an engine thread failed: {failure.Message}", failure);
        }
    }

    /// <summary>Waits until all threads have come here.</summary>
    public void Barrier()
    {
        int barrier = _barrier;
        if (Interlocked.Increment(ref _arrived) == Count)
        {
            _arrived = 0;
            _barrier = barrier + 1;
            return;
        }

        SpinWait spin = default;
        while (_barrier == barrier)
        {
            if (_failure != null)
            {
                throw new InvalidOperationException("another engine thread failed");
            }

            spin.SpinOnce(-1);
        }
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stop = true;
            Monitor.PulseAll(_gate);
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void Work(int part)
    {
        int seen = 0;
        while (Await(ref seen))
        {
            Execute(part);
            Interlocked.Increment(ref _finished);
        }
    }

    private bool Await(ref int seen)
    {
        for (int i = 0; i < SpinsBeforeSleep && _generation == seen && !_stop; i++)
        {
            Thread.SpinWait(8);
            if ((i & 63) == 63)
            {
                Thread.Yield();
            }
        }

        if (_generation == seen)
        {
            lock (_gate)
            {
                while (_generation == seen && !_stop)
                {
                    Monitor.Wait(_gate);
                }
            }
        }

        seen = _generation;
        return !_stop;
    }

    private void Execute(int part)
    {
        try
        {
            _job(part, this);
        }
        catch (Exception e)
        {
            // Rethrown by Run; the flag also frees the others from their barrier.
            Interlocked.CompareExchange(ref _failure, e, null);
        }
    }
}
