using MnistLstm.Runner.Results;
using MnistLstm.Runner.Runs;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Tests.Runs;

/// <summary>A data set of one image each, known as one of MNIST's size.</summary>
internal sealed class FakeDatasets : IDatasetSource
{
    /// <summary>The fingerprint of the data.</summary>
    public string Sha256 { get; set; } = new('d', 64);

    /// <summary>When set, loading fails with it.</summary>
    public Exception? Fault { get; set; }

    public DatasetIdentity Identify(string name) => new(Sha256, 60_000, 10_000);

    public Dataset Load(string name, CancellationToken cancellation)
    {
        ImageSet one = new(new byte[ImageSet.ImageSize], [7]);
        return Fault is null ? new Dataset(name, one, one, Sha256) : throw Fault;
    }
}
