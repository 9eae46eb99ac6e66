using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs.Planning;
using MnistLstm.Training.Data;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>A data set of one image each, known as one of MNIST's size.</summary>
internal sealed class FakeDatasets : IDatasetSource
{
    /// <summary>The fingerprint of the data.</summary>
    public string Sha256 { get; set; } = new('d', 64);

    /// <summary>When set, loading fails with it.</summary>
    public Exception? Fault { get; set; }

    public DatasetIdentity Identify(DatasetDefinition set) => new(Sha256, 60_000, 10_000);

    public Dataset Load(DatasetDefinition set, CancellationToken cancellation)
    {
        SequenceSet one = new(new byte[28 * 28], [7], 28, 28);
        return Fault is null ? new Dataset(set.Name, one, one, Sha256) : throw Fault;
    }
}
