using MnistLstm.Runner.Runs;

namespace MnistLstm.Runner.Sweeps;

/// <summary>Shown how a sweep goes. Runs are meant by their place in the sweep's list, from 0.</summary>
internal interface ISweepView
{
    /// <summary>The sweep begins.</summary>
    /// <param name="cached">Runs whose result is there already; null when they are repeated anyhow.</param>
    /// <param name="fault">What is wrong with the engine, so that nothing is trained; null when nothing is.</param>
    void Begin(int? cached, string? fault);

    /// <summary>Executes a run while showing its progress.</summary>
    T Watch<T>(int index, Func<IRunView, T> execute);

    /// <summary>A run that was started is over.</summary>
    void Finished(int index, RunResult result);
}
