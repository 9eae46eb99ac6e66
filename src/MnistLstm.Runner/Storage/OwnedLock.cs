using System.Text.Json;

namespace MnistLstm.Runner.Storage;

/// <summary>
/// A lock between processes: a file held open, which the operating system lets go of when the process ends, however it ends. A second
/// file beside it names the owner, for those who wait.
/// </summary>
internal sealed class OwnedLock : IDisposable
{
    private readonly FileStream _held;
    private readonly string _ownerFile;

    private OwnedLock(FileStream held, string ownerFile)
    {
        _held = held;
        _ownerFile = ownerFile;
    }

    /// <summary>Takes the lock, or says who has it. What a dead process left behind is taken over.</summary>
    /// <param name="path">The lock's file; it stays, empty, since removing it would let two processes hold two files of one name.</param>
    /// <param name="owner">Who holds it when the lock is not to be had; null when that is not known yet.</param>
    public static OwnedLock? TryAcquire(string path, out RunOwner? owner)
    {
        string ownerFile = path + ".owner";
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        FileStream held;
        try
        {
            held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
        }
        catch (IOException error) when (IsHeld(error))
        {
            owner = ReadOwner(ownerFile);
            return null;
        }

        // Some network file systems grant every lock; there the owner's process is what tells.
        owner = ReadOwner(ownerFile);
        if (owner is not null && ProcessIdentity.IsAnotherLiveOne(owner))
        {
            held.Dispose();
            return null;
        }

        owner = null;
        var taken = new OwnedLock(held, ownerFile);
        try
        {
            AtomicFile.Write(ownerFile, JsonSerializer.SerializeToUtf8Bytes(ProcessIdentity.Current, OwnerJsonContext.Default.RunOwner));
        }
        catch
        {
            taken.Dispose();
            throw;
        }

        return taken;
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

            cancellation.WaitHandle.WaitOne(TimeSpan.FromMilliseconds(100));
        }
    }

    public void Dispose()
    {
        File.Delete(_ownerFile);
        _held.Dispose();
    }

    private static RunOwner? ReadOwner(string path)
    {
        try
        {
            // Shared in every way, so that looking never hinders the owner's own delete.
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return JsonSerializer.Deserialize(stream, OwnerJsonContext.Default.RunOwner);
        }
        catch (Exception error) when (error is IOException or JsonException)
        {
            // Gone again, or left by something else: the lock itself decides, this is only the name on the door.
            return null;
        }
    }

    /// <summary>True for the error of a file that another handle holds: EAGAIN on Linux, EWOULDBLOCK on macOS, a sharing or lock violation on Windows.</summary>
    private static bool IsHeld(IOException error) =>
        OperatingSystem.IsWindows() ? (error.HResult & 0xFFFF) is 32 or 33 : error.HResult is 11 or 35;
}
