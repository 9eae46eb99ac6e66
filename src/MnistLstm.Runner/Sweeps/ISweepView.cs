using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Runs.Stored;

namespace MnistLstm.Runner.Sweeps;

/// <summary>Shown how a sweep goes, from any thread. Runs are meant by their place in the sweep's list, from 0.</summary>
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

    /// <summary>All else is done, and a run is still being made by another live process.</summary>
    /// <param name="index">The run.</param>
    /// <param name="owner">That process; null when it left no trace of itself.</param>
    void Waiting(int index, RunOwner? owner);

    /// <summary>A run waits until others are done, for want of memory.</summary>
    /// <param name="index">The run.</param>
    /// <param name="bytes">What it takes.</param>
    /// <param name="room">What all runs side by side may take.</param>
    void NoRoom(int index, long bytes, long room);
}
