using MnistLstm.Runner.Storage;
using MnistLstm.Training;

namespace MnistLstm.Runner.Logs;

/// <summary>
/// A run's event file. It always holds each epoch once, from the first: what is there and is the run's stays with its time, what a kill cut off or
/// an attempt that is given up left is taken away, what is missing is appended. So TensorBoard can follow it while it grows, and a run that goes
/// on, is repeated, or was trained before it was logged comes to the same scalars.
/// </summary>
/// <param name="path">The file.</param>
/// <param name="spec">The run's spec in Markdown.</param>
/// <param name="time">The clock; nothing else decides the times in the file.</param>
internal sealed class EventFile(string path, string spec, TimeProvider time)
{
    private long _end;
    private int _epochs;

    /// <summary>Brings the file to these epochs.</summary>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">No right to.</exception>
    public void Bring(IReadOnlyList<EpochMetrics> epochs)
    {
        double now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        if (_end > 0 && epochs.Count == _epochs + 1 && new FileInfo(path) is { Exists: true } there && there.Length == _end)
        {
            // Nobody has touched it since: of ten thousand epochs only the last is looked at.
            Append(_end, [EventMessage.Scalars(now, epochs[^1].Step ?? epochs[^1].Epoch, RunEvents.Scalars(epochs[^1]))]);
        }
        else
        {
            BringAll(now, epochs);
        }

        (_end, _epochs) = (new FileInfo(path).Length, epochs.Count);
    }

    private void BringAll(double now, IReadOnlyList<EpochMetrics> epochs)
    {
        byte[][] wanted = [EventMessage.Version(now), EventMessage.Markdown(now, "spec", spec),
            .. epochs.Select(epoch => EventMessage.Scalars(now, epoch.Step ?? epoch.Epoch, RunEvents.Scalars(epoch)))];
        if (StoredFile.TryReadBytes(path, StoredFile.LargeLimit) is not { } there)
        {
            AtomicFile.Write(path, Records(wanted));
            return;
        }

        (int kept, int end) = (0, 0);
        foreach ((byte[] record, int behind) in RecordFile.Read(there))
        {
            if (kept == wanted.Length || !EventMessage.WithoutTime(record).SequenceEqual(EventMessage.WithoutTime(wanted[kept])))
            {
                break;
            }

            (kept, end) = (kept + 1, behind);
        }

        Append(end, wanted[kept..]);
    }

    private void Append(long end, IEnumerable<byte[]> messages)
    {
        using FileStream file = new(path, FileMode.Open, FileAccess.Write, FileShare.Read);
        if (file.Length > end)
        {
            file.SetLength(end);
        }

        file.Position = end;
        file.Write(Records(messages));
    }

    private static byte[] Records(IEnumerable<byte[]> messages) => [.. messages.SelectMany(message => RecordFile.Record(message))];
}
