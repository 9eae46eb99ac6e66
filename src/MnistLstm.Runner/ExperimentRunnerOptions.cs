using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace MnistLstm.Runner;

/// <summary>Where things lie, and how to train. Nothing here can change a number.</summary>
public sealed record ExperimentRunnerOptions
{
    /// <summary>The folder that holds experiments/ and takes results/; null to look for it from the current folder upwards, and then where the program was
    /// built.</summary>
    public string? Root { get; init; }

    /// <summary>The folder of the results; null for results/ in <see cref="Root"/>.</summary>
    public string? Results { get; init; }

    /// <summary>The only folder to look for data in; null for the usual places (docs/data.md).</summary>
    public string? Data { get; init; }

    /// <summary>Whether a data set that is nowhere on this machine may be fetched.</summary>
    public bool MayFetch { get; init; } = true;

    /// <summary>Threads within a run, at least 1. Default: the machine's processors.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>
    /// Bytes that each training may take beside its data, at least 1; null for four fifths of what the process may have. What would take more is computed in
    /// smaller pieces, which takes longer; where even that is too much, <see cref="ExperimentRunner.TrainAsync"/> ends with a
    /// <see cref="TrainingFailedException"/> that says what is needed. The command line's <c>--memory</c>.
    /// </summary>
    public long? Memory { get; init; }

    /// <summary>Whether a run is trained from its beginning although a complete result or a checkpoint of it is stored. The command line's
    /// <c>--force</c>.</summary>
    public bool Force { get; init; }

    /// <summary>Whether a run is trained as it was built in, although its spec in <see cref="Root"/> is another by now, or gone: for a program that was
    /// published and has no experiments/ beside it. Otherwise such a run is refused.</summary>
    public bool AsBuilt { get; init; }

    /// <summary>Told where a training begins, what its epochs come to, and what is worth a warning.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
