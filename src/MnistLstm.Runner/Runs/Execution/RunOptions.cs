using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training;

namespace MnistLstm.Runner.Runs.Execution;

/// <summary>How to execute a run. Nothing here can change what its epochs come to.</summary>
internal sealed record RunOptions
{
    /// <summary>Threads within the run, at least 1. Default: the machine's processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>True: <see cref="Threads"/> is the most; a run whose steps are too small for them takes fewer.</summary>
    public bool ThreadsByWork { get; init; }

    /// <summary>The threads of a run.</summary>
    public int ThreadsOf(RunSpec spec) => ThreadsByWork ? ThreadChoice.Of(spec, Threads) : Threads;

    /// <summary>Bytes that training may take beside its data; null for what the machine has.</summary>
    public long? Memory { get; init; }

    /// <summary>True: train although a complete result is there.</summary>
    public bool Force { get; init; }

    /// <summary>True: a run that another live process is making is left to it, and the result says so. False: it is waited for.</summary>
    public bool PassOver { get; init; }

    /// <summary>True: the spec is executed as it was built in, whatever its file says by now; somebody compared them when the run was submitted.</summary>
    public bool AsBuilt { get; init; }

    /// <summary>True: nothing is trained; a run without a complete result ends with no status.</summary>
    public bool StoredOnly { get; init; }

    /// <summary>The run is halted after so many epochs, unless it is whole by then; null to train it to its end.</summary>
    public int? StopAfter { get; init; }

    /// <summary>True: compare with the accepted snapshot, and keep what differs beside it.</summary>
    public bool Check { get; init; } = true;
}
