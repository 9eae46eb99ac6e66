using System.Collections.Concurrent;
using MnistLstm.Runner.Processes;

namespace MnistLstm.Runner.Storage.Locks;

/// <summary>
/// How long owners' files have stayed as they are while this process looked at them. Their times alone do not tell: after a clock was set back
/// they lie in the future, for years if need be. Safe to use from any thread.
/// </summary>
/// <param name="time">The clock of the watching, which nobody sets.</param>
internal sealed class OwnerWatch(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Sighting> _seen = new(StringComparer.Ordinal);

    /// <summary>The one of this process.</summary>
    public static OwnerWatch OfProcess { get; } = new(TimeProvider.System);

    /// <summary>Since when a file has been seen as it is now; zero at the first look, and at the first one after a change.</summary>
    /// <param name="path">The file.</param>
    /// <param name="owner">Whom it names now.</param>
    /// <param name="written">When it was written, by whatever clock.</param>
    public TimeSpan Unchanged(string path, RunOwner owner, DateTime written)
    {
        Sighting now = new(owner, written, time.GetTimestamp());
        Sighting first = _seen.AddOrUpdate(path, now, (_, before) => before.Owner == owner && before.Written == written ? before : now);
        return time.GetElapsedTime(first.At);
    }

    /// <summary>Forgets a file: its owner is dead, or another has the lock now.</summary>
    public void Forget(string path) => _seen.TryRemove(path, out _);

    private sealed record Sighting(RunOwner Owner, DateTime Written, long At);
}
