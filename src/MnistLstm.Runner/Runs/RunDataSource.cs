using MnistLstm.Runner.Results;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Runs;

/// <summary>Hands the runs the data that the current command finds or fetches.</summary>
internal sealed class RunDataSource : IDatasetSource
{
    /// <summary>Gives a data set for the run under way, showing a fetch in that run's view; null while nothing is executed.</summary>
    public Func<string, CancellationToken, Dataset>? Loader { get; set; }

    /// <inheritdoc/>
    public DatasetIdentity Identify(string name)
    {
        DatasetDefinition set = DatasetCatalog.Get(name);
        return new DatasetIdentity(set.Fingerprint, set.TrainCount, set.TestCount);
    }

    /// <inheritdoc/>
    public Dataset Load(string name, CancellationToken cancellation)
    {
        Func<string, CancellationToken, Dataset> loader = Loader ?? throw new InvalidOperationException("data is loaded only while a run is executed");
        try
        {
            return loader(name, cancellation);
        }
        catch (DataException error)
        {
            throw new DatasetUnavailableException(error.Message, error);
        }
    }
}
