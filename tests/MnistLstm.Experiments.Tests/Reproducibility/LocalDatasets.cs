using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Data.Locate;

namespace MnistLstm.Experiments.Tests.Reproducibility;

/// <summary>The data that is on this machine. Tests fetch nothing.</summary>
/// <param name="places">Where to look.</param>
internal sealed class LocalDatasets(DataPlaces places) : IDatasetSource
{
    /// <summary>Why a data set cannot be had, in a line; null when it is there.</summary>
    public string? Missing(string name)
    {
        DatasetLocation location = DatasetLocator.Locate(DatasetCatalog.Get(name), places);
        return location.IsFound ? null : $"{name} is not on this machine; {location.Remedy}";
    }

    public DatasetIdentity Identify(string name)
    {
        DatasetDefinition set = DatasetCatalog.Get(name);
        return new DatasetIdentity(set.Fingerprint, set.TrainCount, set.TestCount);
    }

    public Dataset Load(string name, CancellationToken cancellation)
    {
        try
        {
            return DatasetLoader.Load(name, new DataOptions { Places = places }, cancellation);
        }
        catch (DataException error)
        {
            throw new DatasetUnavailableException(error.Message, error);
        }
    }
}
