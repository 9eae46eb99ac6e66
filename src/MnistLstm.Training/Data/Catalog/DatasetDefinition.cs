using System.Security.Cryptography;
using System.Text;

namespace MnistLstm.Training.Data.Catalog;

/// <summary>A data set as the program knows it without having seen it: its files, their content's hashes, where it comes from.</summary>
public sealed class DatasetDefinition
{
    private readonly Lazy<string> _fingerprint;

    /// <summary>Describes a data set.</summary>
    /// <param name="name">Its name in a spec, which is also its folder's name.</param>
    /// <param name="trainImages">The training images.</param>
    /// <param name="trainLabels">The training labels.</param>
    /// <param name="testImages">The test images.</param>
    /// <param name="testLabels">The test labels.</param>
    /// <exception cref="ArgumentException">A file stands in another's place, or labels and images differ in number.</exception>
    public DatasetDefinition(string name, DatasetFile trainImages, DatasetFile trainLabels, DatasetFile testImages, DatasetFile testLabels)
    {
        Name = name;
        TrainImages = Require(trainImages, DatasetSplit.Train, DatasetFileKind.Images);
        TrainLabels = Require(trainLabels, DatasetSplit.Train, DatasetFileKind.Labels);
        TestImages = Require(testImages, DatasetSplit.Test, DatasetFileKind.Images);
        TestLabels = Require(testLabels, DatasetSplit.Test, DatasetFileKind.Labels);
        if (trainImages.Count != trainLabels.Count || testImages.Count != testLabels.Count)
        {
            throw new ArgumentException($"data set '{name}': every image needs one label, got {trainImages.Count} and {testImages.Count} images, {trainLabels.Count} and {testLabels.Count} labels");
        }

        Files = [trainImages, trainLabels, testImages, testLabels];
        _fingerprint = new Lazy<string>(ComputeFingerprint);
    }

    /// <summary>Its name in a spec: <c>mnist</c>.</summary>
    public string Name { get; }

    /// <summary>What it is, in a line.</summary>
    public string Description { get; init; } = "";

    /// <summary>Who made it and where it was published.</summary>
    public string Origin { get; init; } = "";

    /// <summary>The terms it may be used under.</summary>
    public string Licence { get; init; } = "";

    /// <summary>The folder torchvision puts it in, below its <c>root</c>; null where torchvision does not have it.</summary>
    public string? TorchvisionFolder { get; init; }

    /// <summary>Folders on the web that hold the four gzip files, tried in this order, those with HTTPS first; each ends in a slash.</summary>
    public IReadOnlyList<Uri> Mirrors { get; init; } = [];

    /// <summary>A further way to get it, for messages; null if there is none.</summary>
    public string? OtherSource { get; init; }

    /// <summary>True: it is part of the program and is looked for nowhere.</summary>
    public bool IsEmbedded { get; init; }

    /// <summary>Where its files may lie below a folder that is looked at: in one named like the set, else where torchvision puts them.</summary>
    internal IEnumerable<string> Subfolders => TorchvisionFolder is null ? [Name] : [Name, Path.Combine(TorchvisionFolder, "raw")];

    /// <summary>The training images.</summary>
    public DatasetFile TrainImages { get; }

    /// <summary>The training labels.</summary>
    public DatasetFile TrainLabels { get; }

    /// <summary>The test images.</summary>
    public DatasetFile TestImages { get; }

    /// <summary>The test labels.</summary>
    public DatasetFile TestLabels { get; }

    /// <summary>The four files: train images, train labels, test images, test labels.</summary>
    public IReadOnlyList<DatasetFile> Files { get; }

    /// <summary>Number of training images.</summary>
    public int TrainCount => TrainImages.Count;

    /// <summary>Number of test images.</summary>
    public int TestCount => TestImages.Count;

    /// <summary>The same as <see cref="Dataset.Sha256"/>: SHA-256, lower-case hex, over the files' hashes in the order of <see cref="Files"/>, each followed by a line feed.</summary>
    public string Fingerprint => _fingerprint.Value;

    private static DatasetFile Require(DatasetFile file, DatasetSplit split, DatasetFileKind kind) =>
        file.Split == split && file.Kind == kind
            ? file
            : throw new ArgumentException($"expected the {split} {kind} file, got the {file.Split} {file.Kind} file", nameof(file));

    private string ComputeFingerprint()
    {
        string lines = string.Concat(Files.Select(file => file.Sha256 + "\n"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(lines)));
    }
}
