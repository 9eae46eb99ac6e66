using MnistLstm.Runner.Traces.Live;

namespace MnistLstm.Runner.Cli.Options;

/// <summary>The options of bisect. At most one of the ways to compare is given; none means the accepted snapshot.</summary>
internal sealed record BisectOptions
{
    /// <summary>The command that starts another build, to train in lock step with.</summary>
    public string? With { get; init; }

    /// <summary>The trace to write.</summary>
    public string? Record { get; init; }

    /// <summary>The trace or step file to compare with.</summary>
    public string? Against { get; init; }

    /// <summary>True to replace a trace or step file that is there.</summary>
    public bool Force { get; init; }

    /// <summary>True to answer another build that trains in lock step.</summary>
    public bool LockStep { get; init; }

    /// <summary>Train the first epochs only; null for as many as the run, or the file, has.</summary>
    public int? Epochs { get; init; }

    /// <summary>Threads within the run; null for the processors, or half of them beside another build.</summary>
    public int? Threads { get; init; }

    /// <summary>Folder of the data; null for the usual places.</summary>
    public string? Data { get; init; }
}
