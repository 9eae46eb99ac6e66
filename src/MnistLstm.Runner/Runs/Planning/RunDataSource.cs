using MnistLstm.Runner.Results;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Runs.Planning;

/// <summary>Hands a run the data that the current command finds or fetches.</summary>
/// <param name="load">Gives a data set, showing a fetch in the run's own view; null where nothing is executed.</param>
internal sealed class RunDataSource(Func<DatasetDefinition, CancellationToken, Dataset>? load = null) : IDatasetSource
{
    private readonly Func<DatasetDefinition, CancellationToken, Dataset> _load =
        load ?? ((_, _) => throw new InvalidOperationException("data is loaded only while a run is executed"));

    /// <inheritdoc/>
    public DatasetIdentity Identify(DatasetDefinition set) => new(set.Fingerprint, set.TrainCount, set.TestCount);

    /// <inheritdoc/>
    public Dataset Load(DatasetDefinition set, CancellationToken cancellation)
    {
        try
        {
            return _load(set, cancellation);
        }
        catch (DataException error)
        {
            throw new DatasetUnavailableException(error.Message, error);
        }
    }
}
