using System.Globalization;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>How much memory training a run takes beside its data, from its spec alone and rather too much than too little: for how many runs fit side by
/// side. benchmarks/memory holds it against what runs take.</summary>
internal static class MemoryEstimate
{
    /// <summary>Threads, code and what else a run has whatever its size.</summary>
    private const long Base = 8L << 20;

    /// <summary>Bytes while the run is trained.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="threads">Threads within it.</param>
    /// <param name="room">What it may take: it takes no more, if it can.</param>
    public static long Bytes(RunSpec spec, int threads, long room) => Base + Training(spec, threads, room).Bytes;

    /// <summary>The same without what every run has, with the widest vectors: the same figures on every machine.</summary>
    public static TrainingMemory Training(RunSpec spec, int threads, long? room)
    {
        using SequenceClassifier model = spec.CreateModel();
        return TrainingMemory.Of(model, BatchSize(spec), new TrainingOptions { Threads = threads, Simd = SimdWidth.Vector512, Memory = room });
    }

    /// <summary>B, of the spec.</summary>
    public static int BatchSize(RunSpec spec) => int.Parse(spec[SpecKeys.BatchSize], NumberStyles.None, CultureInfo.InvariantCulture);
}
