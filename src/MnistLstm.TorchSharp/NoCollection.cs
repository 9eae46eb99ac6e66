using System.Runtime;

namespace MnistLstm.TorchSharp;

/// <summary>
/// Keeps garbage from being collected during a training step, and collects it between steps. TorchSharp hands the native memory of a number
/// (a <c>Scalar</c>) to libtorch and drops the object before the call is through: a collection at that moment frees the memory while
/// libtorch reads it, and an optimizer's step fails, or goes on with another number. Seen with 0.107.0; the code is the same in 0.99.6.
/// </summary>
internal sealed class NoCollection
{
    // A step makes some hundred small objects; this is a hundred times what they need.
    private const int Room = 16 << 20;

    // Nothing else would ever collect: each step begins with room enough.
    private const int StepsBetweenCollections = 32;

    private int _begun;

    /// <summary>Begins a step; disposing of what is returned ends it.</summary>
    /// <exception cref="InvalidOperationException">There is no memory to do so.</exception>
    public Step Begin()
    {
        if (_begun++ % StepsBetweenCollections == 0)
        {
            GC.Collect();
        }

        return GC.TryStartNoGCRegion(Room) ? default
            : throw new InvalidOperationException($"no {Room >> 20} MiB are free, without which a training step of libtorch is not safe");
    }

    /// <summary>A step without collections.</summary>
    internal readonly ref struct Step
    {
        /// <summary>Ends it.</summary>
        /// <exception cref="InvalidOperationException">There was a collection all the same, so what was computed cannot be trusted.</exception>
#pragma warning disable CA1822 // A using statement wants an instance's.
        public void Dispose()
#pragma warning restore CA1822
        {
            if (GCSettings.LatencyMode != GCLatencyMode.NoGCRegion)
            {
                throw new InvalidOperationException(
                    $"a training step needed more than {Room >> 20} MiB of objects, so garbage was collected during it; what libtorch computed "
                        + $"cannot be trusted");
            }

            GC.EndNoGCRegion();
        }
    }
}
