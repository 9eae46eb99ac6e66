namespace MnistLstm.Training.Data.Catalog;

/// <summary>How the keys of a data set's manifest are spelt, for the generator, which reads them, and for <c>data add</c>, which writes them.</summary>
public static class ManifestKeys
{
    /// <summary>The folder of the manifests, relative to the repository.</summary>
    public const string Folder = "datasets/";

    /// <summary>How a manifest's file ends.</summary>
    public const string Ending = ".yaml";

    /// <summary>T.</summary>
    public const string Steps = "steps";

    /// <summary>I.</summary>
    public const string Features = "features";

    /// <summary>The names of the classes, in the order of the labels.</summary>
    public const string Classes = "classes";

    /// <summary>K, the numbers that a sequence is to be mapped to, where it has no class.</summary>
    public const string Targets = "targets";

    /// <summary>What a value is stored as.</summary>
    public const string Values = "values";

    /// <summary>The word for bytes.</summary>
    public const string Bytes = "bytes";

    /// <summary>The word for floats.</summary>
    public const string Float32 = "float32";

    /// <summary>Number of training sequences.</summary>
    public const string TrainSamples = "train_samples";

    /// <summary>Number of test sequences.</summary>
    public const string TestSamples = "test_samples";

    /// <summary>What the data is.</summary>
    public const string Description = "description";

    /// <summary>Where it is from.</summary>
    public const string Origin = "origin";

    /// <summary>The terms it may be used under.</summary>
    public const string Licence = "licence";

    /// <summary>The hashes of the four files.</summary>
    public const string Sha256 = "sha256";

    /// <summary>Within <see cref="Sha256"/>: the training sequences' file.</summary>
    public const string TrainInputs = "train_inputs";

    /// <summary>The training labels' file.</summary>
    public const string TrainLabels = "train_labels";

    /// <summary>The test sequences' file.</summary>
    public const string TestInputs = "test_inputs";

    /// <summary>The test labels' file.</summary>
    public const string TestLabels = "test_labels";

    /// <summary>The training targets' file.</summary>
    public const string TrainTargets = "train_targets";

    /// <summary>The test targets' file.</summary>
    public const string TestTargets = "test_targets";
}
