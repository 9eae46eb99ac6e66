using MnistLstm.Engine.Kernels;

namespace MnistLstm.Engine.Execution;

/// <summary>
/// Runs nothing but independent fused multiply-adds in registers, on the threads and vectors a <see cref="ModelExecution"/> would have.
/// Whoever times it knows the machine's peak.
/// </summary>
public sealed class PeakExecution : IDisposable
{
    private readonly ExecutionOptions _options;
    private readonly ThreadTeam _team;
    private readonly float[] _results;
    private long _rounds;

    /// <summary>Starts the threads.</summary>
    /// <param name="options">Threads and vector width.</param>
    public PeakExecution(ExecutionOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        _options = options;
        _results = new float[options.Threads];
        _team = new ThreadTeam(options.Threads, (part, _) => _results[part] = PeakFma.Run(_options.Simd, _rounds));
    }

    /// <summary>Floating-point operations of one round on all threads together.</summary>
    public long FlopsPerRound => (long)_options.Threads * PeakFma.FlopsPerRound(_options.Simd);

    /// <summary>Does so many rounds on every thread.</summary>
    /// <param name="rounds">At least 1.</param>
    /// <exception cref="ObjectDisposedException">The threads were ended.</exception>
    public void Run(long rounds)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rounds, 1);
        _rounds = rounds;
        _team.Run();
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _team.Dispose();
}
