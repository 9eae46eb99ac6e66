using System.Collections.Concurrent;
using MnistLstm.Runner.Processes;

namespace MnistLstm.Runner.Storage.Locks;

/// <summary>
/// A lock between processes: a file held open, which the operating system lets go of when the process ends, however it ends. A second
/// file beside it names the owner, for those who wait, and decides where a file system grants every lock.
/// </summary>
internal sealed class OwnedLock : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    // Some file systems grant a lock to whoever asks, so also to a second thread of this process.
    private static readonly ConcurrentDictionary<string, byte> s_heldHere = new(StringComparer.Ordinal);

    private readonly string _path;
    private readonly FileStream _held;
    private readonly OwnerFile _owner;

    private OwnedLock(string path, FileStream held, OwnerFile owner) => (_path, _held, _owner) = (path, held, owner);

    /// <summary>Takes the lock, or says who has it. What a dead process left behind is taken over.</summary>
    /// <param name="path">The lock's file; it stays, empty, since removing it would let two processes hold two files of one name.</param>
    /// <param name="owner">Who holds it when the lock is not to be had; null when that is not known yet.</param>
    /// <exception cref="IOException">The lock's file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to make it.</exception>
    public static OwnedLock? TryAcquire(string path, out RunOwner? owner) => TryAcquire(path, OpenAlone, OwnerWatch.OfProcess, out owner);

    /// <param name="path">The lock's file.</param>
    /// <param name="open">Opens it so that nobody else can; on a file system without locks others can nevertheless.</param>
    /// <param name="watch">Knows how long owners' files have stayed as they are.</param>
    /// <param name="owner">Who holds it.</param>
    internal static OwnedLock? TryAcquire(string path, Func<string, FileStream> open, OwnerWatch watch, out RunOwner? owner)
    {
        path = Path.GetFullPath(path);
        var file = new OwnerFile(path + ".owner");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!s_heldHere.TryAdd(path, 0))
        {
            owner = file.Named(file.Read());
            return null;
        }

        FileStream? held = null;
        try
        {
            held = open(path);
            owner = file.Read();
            if (owner is null || !IsHeldBy(owner, file, held, path, open, watch))
            {
                owner = null;
                file.Claim();
                OwnedLock taken = new(path, held, file);
                held = null;
                return taken;
            }

            owner = file.Named(owner);
            return null;
        }
        catch (IOException error) when (IsHeld(error))
        {
            owner = file.Named(file.Read());
            return null;
        }
        finally
        {
            // Taken, it is let go of when the lock is; else at once.
            if (held is not null || !file.IsClaimed)
            {
                s_heldHere.TryRemove(path, out _);
                held?.Dispose();
            }
        }
    }

    /// <summary>Waits for the lock.</summary>
    /// <param name="path">The lock's file.</param>
    /// <param name="waiting">Told who holds it, again when that changes.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static OwnedLock Acquire(string path, Action<RunOwner?>? waiting, CancellationToken cancellation)
    {
        RunOwner? told = null;
        bool any = false;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            if (TryAcquire(path, out RunOwner? owner) is { } taken)
            {
                return taken;
            }

            if (!any || (owner is not null && owner != told))
            {
                any = true;
                told = owner;
                waiting?.Invoke(owner);
            }

            cancellation.WaitHandle.WaitOne(s_pause);
        }
    }

    public void Dispose()
    {
        _owner.Dispose();
        s_heldHere.TryRemove(_path, out _);
        _held.Dispose();
    }

    private static FileStream OpenAlone(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);

    /// <summary>Whether somebody holds the lock although the system granted it. Where locks work here, nobody of this machine can.</summary>
    private static bool IsHeldBy(RunOwner owner, OwnerFile file, FileStream held, string path, Func<string, FileStream> open,
        OwnerWatch watch) => ProcessIdentity.LifeOf(owner) switch
    {
        OwnerLife.Running => !IsRefusedToOthers(path, open),
        OwnerLife.Elsewhere => file.IsBeating(owner, held, watch),
        _ => false,
    };

    /// <summary>Tries the lock that this process holds once more: where it is granted again, it keeps nobody out.</summary>
    private static bool IsRefusedToOthers(string path, Func<string, FileStream> open)
    {
        try
        {
            using FileStream second = open(path);
            return false;
        }
        catch (IOException error) when (IsHeld(error))
        {
            return true;
        }
    }

    /// <summary>True for the error of a file that another handle holds: EAGAIN on Linux, EWOULDBLOCK on macOS, a sharing or lock violation on
    /// Windows.</summary>
    private static bool IsHeld(IOException error) =>
        OperatingSystem.IsWindows() ? (error.HResult & 0xFFFF) is 32 or 33 : error.HResult is 11 or 35;
}
