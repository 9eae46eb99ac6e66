using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Runner.Bench;

/// <summary>What the data is like that the named shapes are measured on: noise in MNIST's form.</summary>
internal static class BenchData
{
    /// <summary>Steps, features and classes.</summary>
    public static DatasetShape Shape => DatasetCatalog.Mnist.Shape;
}
