using MnistLstm.Runner.Results;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>Where runs get their data from.</summary>
internal interface IDatasetSource
{
    /// <summary>What a data set is; reads nothing, so it works where the data is missing.</summary>
    DatasetIdentity Identify(DatasetDefinition set);

    /// <summary>Gives the data set, checked. Safe to call from any thread.</summary>
    /// <exception cref="DatasetUnavailableException">It is missing, damaged or cannot be fetched.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Dataset Load(DatasetDefinition set, CancellationToken cancellation);
}
