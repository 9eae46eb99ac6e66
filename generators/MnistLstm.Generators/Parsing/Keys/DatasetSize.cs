using System.Collections.Generic;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>How many images a data set holds.</summary>
internal sealed record DatasetSize(string Name, int TrainImages, int TestImages)
{
    /// <summary>The data sets a spec can name.</summary>
    public static readonly IReadOnlyList<DatasetSize> All =
    [
        new("mnist", 60000, 10000),
        new("fashion-mnist", 60000, 10000),
        new("mnist-10k", 9003, 997),
    ];
}
