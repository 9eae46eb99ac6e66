using System.Text.Json;
using MnistLstm.Runner.Processes;

namespace MnistLstm.Runner.Storage.Locks;

/// <summary>
/// The file that names a lock's owner. While the lock is held it is written anew every few seconds: that is how another machine, which
/// cannot ask for the process, sees that the owner lives.
/// </summary>
/// <param name="path">The file.</param>
internal sealed class OwnerFile(string path) : IDisposable
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(90);

    private readonly Lock _gate = new();
    private Timer? _beat;

    /// <summary>True while this process is the one the file names.</summary>
    public bool IsClaimed { get; private set; }

    /// <summary>Who the file names; null when it is not there or holds something else.</summary>
    public RunOwner? Read()
    {
        try
        {
            return StoredFile.TryReadBytes(path, StoredFile.SmallLimit) is { } content ? JsonSerializer.Deserialize(content, OwnerJsonContext.Default.RunOwner)
                : null;
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            // Left by something else, or just being replaced: the lock itself decides, this is only the name on the door.
            return null;
        }
    }

    /// <summary>Names this process, from now on until it is disposed of.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to write it.</exception>
    public void Claim()
    {
        Write();
        IsClaimed = true;
        _beat = new Timer(_ => Again(), null, s_beat, s_beat);
    }

    /// <summary>
    /// True unless the file was last written long ago, by the clock of the machine that stores it, or has been watched for as long without a
    /// change: a time in the future, which a clock that was set back leaves behind, is no sign of life.
    /// </summary>
    /// <param name="owner">Whom the file names.</param>
    /// <param name="beside">A file in the same folder that may be written to; its content stays empty.</param>
    /// <param name="watch">Knows how long this process has seen the file as it is.</param>
    public bool IsBeating(RunOwner owner, FileStream beside, OwnerWatch watch)
    {
        RandomAccess.Write(beside.SafeFileHandle, [0], 0);
        RandomAccess.SetLength(beside.SafeFileHandle, 0);
        DateTime written = File.GetLastWriteTimeUtc(path);
        if (File.GetLastWriteTimeUtc(beside.SafeFileHandle) - written < s_silence && watch.Unchanged(path, owner, written) < s_silence)
        {
            return true;
        }

        watch.Forget(path);
        return false;
    }

    /// <summary>The owner as messages name it: together with the file, where that decides whether the owner lives.</summary>
    public RunOwner? Named(RunOwner? owner) =>
        owner is not null && ProcessIdentity.LifeOf(owner) == OwnerLife.Elsewhere ? owner with { File = path } : owner;

    public void Dispose()
    {
        lock (_gate)
        {
            _beat?.Dispose();
            if (!IsClaimed)
            {
                return;
            }

            IsClaimed = false;
            try
            {
                if (Read() == ProcessIdentity.Current)
                {
                    File.Delete(path);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Where locks work, a name that stays on the door keeps nobody out; and what was done under the lock is done.
            }
        }
    }

    private void Again()
    {
        lock (_gate)
        {
            try
            {
                // When another machine took this one for dead, it has the lock now.
                if (IsClaimed && Read() == ProcessIdentity.Current)
                {
                    Write();
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // The next beat tries again; a process whose folder is gone or full fails where it stores its results.
            }
        }
    }

    private void Write() => AtomicFile.WriteFleeting(path, JsonSerializer.SerializeToUtf8Bytes(ProcessIdentity.Current, OwnerJsonContext.Default.RunOwner));
}
