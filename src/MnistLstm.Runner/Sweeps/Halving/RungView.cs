using MnistLstm.Runner.Processes;
using MnistLstm.Runner.Runs.Stored;

namespace MnistLstm.Runner.Sweeps.Halving;

/// <summary>Shows the runs of a rung at their places in the whole sweep.</summary>
/// <param name="inner">Shows the sweep.</param>
/// <param name="places">Each run's place in it.</param>
/// <param name="begin">Told of the engine's fault as the rung begins; null when it has none.</param>
internal sealed class RungView(ISweepView inner, IReadOnlyList<int> places, Action<string?> begin) : ISweepView
{
    /// <inheritdoc/>
    public void Begin(int? cached, string? fault) => begin(fault);

    /// <inheritdoc/>
    public T Watch<T>(int index, Func<IRunView, T> execute) => inner.Watch(places[index], execute);

    /// <inheritdoc/>
    public void Finished(int index, RunResult result) => inner.Finished(places[index], result);

    /// <inheritdoc/>
    public void Waiting(int index, RunOwner? owner) => inner.Waiting(places[index], owner);

    /// <inheritdoc/>
    public void NoRoom(int index, long bytes, long room) => inner.NoRoom(places[index], bytes, room);
}
