using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Runner.Runs;

/// <summary>The data that is on this machine. Tests fetch nothing.</summary>
/// <param name="places">Where to look.</param>
internal sealed class LocalDatasets(DataPlaces places) : IDatasetSource
{
    /// <summary>Why a data set cannot be had, in a line; null when it is there.</summary>
    public string? Missing(DatasetDefinition set)
    {
        DatasetLocation location = DatasetLocator.Locate(set, places);
        return location.IsFound ? null : $"{set.Name} is not on this machine; {location.Remedy}";
    }

    public DatasetIdentity Identify(DatasetDefinition set) => new(set.Fingerprint, set.TrainCount, set.TestCount);

    public Dataset Load(DatasetDefinition set, CancellationToken cancellation)
    {
        try
        {
            return DatasetLoader.Load(set, new DataOptions { Places = places }, cancellation);
        }
        catch (DataException error)
        {
            throw new DatasetUnavailableException(error.Message, error);
        }
    }
}
