using System.Runtime;

namespace MnistLstm.TorchSharp;

/// <summary>
/// Keeps garbage from being collected until it is disposed of. TorchSharp hands the native memory of a number (a <c>Scalar</c>) to libtorch
/// and drops the object before the call is through: a collection at that moment would free the memory while libtorch reads it, and
/// an optimizer's step would fail, or go on with another number. Seen with 0.107.0; the code is the same in 0.99.6.
/// </summary>
internal readonly ref struct NoCollection
{
    // A step makes some hundred small objects; this is a hundred times what they need.
    private const int Room = 16 << 20;

    /// <summary>Begins.</summary>
    /// <exception cref="InvalidOperationException">There is no memory to do so.</exception>
    public static NoCollection Begin() =>
        GC.TryStartNoGCRegion(Room) ? default : throw new InvalidOperationException($"no {Room >> 20} MiB are free, without which a training step of libtorch is not safe");

    /// <summary>Ends.</summary>
    /// <exception cref="InvalidOperationException">There was a collection all the same, so what was computed cannot be trusted.</exception>
    public void Dispose()
    {
        if (GCSettings.LatencyMode != GCLatencyMode.NoGCRegion)
        {
            throw new InvalidOperationException($"a training step needed more than {Room >> 20} MiB of objects, so garbage was collected during it; what libtorch computed cannot be trusted");
        }

        GC.EndNoGCRegion();
    }
}
