namespace MnistLstm.Runner.Bench;

/// <summary>Independent fused multiply-adds in registers, on some threads.</summary>
internal interface IBenchPeak : IDisposable
{
    /// <summary>Floating-point operations of a round, all threads together.</summary>
    long FlopsPerRound { get; }

    /// <summary>Does so many rounds.</summary>
    void Run(long rounds);
}
