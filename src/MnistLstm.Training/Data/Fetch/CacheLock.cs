namespace MnistLstm.Training.Data.Fetch;

/// <summary>A file held open exclusively, so that one process at a time fills a cache folder. The operating system lets go of it when its process
/// dies.</summary>
internal sealed class CacheLock : IDisposable
{
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);
    private readonly FileStream _held;

    private CacheLock(FileStream held) => _held = held;

    /// <summary>Waits until the lock is free and takes it.</summary>
    /// <param name="path">The lock file, which is made if need be and stays.</param>
    /// <param name="onWait">Called once if another holds it.</param>
    /// <param name="cancellation">Ends the waiting.</param>
    public static async Task<CacheLock> TakeAsync(string path, Action onWait, CancellationToken cancellation)
    {
        for (bool waited = false; ; waited = true)
        {
            try
            {
                return new CacheLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException error) when (error.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
            {
                if (!waited)
                {
                    onWait();
                }
            }

            await Task.Delay(s_pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _held.Dispose();
}
