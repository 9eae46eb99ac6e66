using MnistLstm.Runner.Results;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Runs;

/// <summary>Where runs get their data from.</summary>
public interface IDatasetSource
{
    /// <summary>What the data set of a name is; reads nothing, so it works where the data is missing.</summary>
    /// <exception cref="ArgumentException">No data set has that name.</exception>
    DatasetIdentity Identify(string name);

    /// <summary>Gives the data set, checked. Safe to call from any thread.</summary>
    /// <exception cref="DatasetUnavailableException">It is missing, damaged or cannot be fetched.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Dataset Load(string name, CancellationToken cancellation);
}
