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

    /// <summary>Told where a training begins, what its epochs come to, and what is worth a warning.</summary>
    public ILogger Logger { get; init; } = NullLogger.Instance;
}
