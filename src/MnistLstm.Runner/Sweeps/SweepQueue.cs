namespace MnistLstm.Runner.Sweeps;

/// <summary>
/// Hands the runs of a sweep to those who train them, in order. One that does not fit into the memory beside those under way waits, and the
/// next that fits is taken. Runs that another process is making are put back and come again when all others were taken. Runs are
/// meant by their place in the sweep's list. Safe to use from any thread.
/// </summary>
/// <param name="bytes">What training each run takes.</param>
/// <param name="room">What all at a time may take. A run that does not fit even alone is tried alone.</param>
/// <param name="noRoom">Told, once each, of a run that could be taken but for the memory.</param>
internal sealed class SweepQueue(IReadOnlyList<long> bytes, long room, Action<int> noRoom)
{
    private readonly object _gate = new();
    private readonly List<int> _waiting = [.. Enumerable.Range(0, bytes.Count)];
    private readonly Queue<int> _elsewhere = new();
    private readonly HashSet<int> _held = [];
    private int _underWay;
    private long _used;

    /// <summary>The next run; null when there is none left to take. Waits while runs are left that do not fit.</summary>
    /// <param name="index">The run.</param>
    /// <param name="comesAgain">Whether it was put back before.</param>
    public bool Take(out int index, out bool comesAgain)
    {
        lock (_gate)
        {
            while (true)
            {
                int place = _waiting.FindIndex(run => _underWay == 0 || _used + bytes[run] <= room);
                if (place >= 0)
                {
                    (index, comesAgain) = (_waiting[place], false);
                    SayWhoWaits(place);
                    _waiting.RemoveAt(place);
                    break;
                }

                if (_waiting.Count > 0)
                {
                    SayWhoWaits(_waiting.Count);
                    Monitor.Wait(_gate);
                    continue;
                }

                if (!_elsewhere.TryDequeue(out index))
                {
                    comesAgain = false;
                    return false;
                }

                comesAgain = true;
                break;
            }

            _underWay++;
            _used += bytes[index];
            return true;
        }
    }

    /// <summary>A run that was taken is done with.</summary>
    public void Done(int index) => Free(index, again: false);

    /// <summary>A run that was taken is being made by another process.</summary>
    public void PutBack(int index) => Free(index, again: true);

    private void Free(int index, bool again)
    {
        lock (_gate)
        {
            _underWay--;
            _used -= bytes[index];
            if (again)
            {
                _elsewhere.Enqueue(index);
            }

            Monitor.PulseAll(_gate);
        }
    }

    private void SayWhoWaits(int count)
    {
        foreach (int run in _waiting.Take(count).Where(_held.Add))
        {
            noRoom(run);
        }
    }
}
