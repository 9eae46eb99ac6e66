using System.Collections.Generic;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training.Data.Catalog;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>The keys of a data set's manifest: the one source of its parser, its schema and its documentation.</summary>
internal static class ManifestKeyTable
{
    /// <summary>The most classes, and the most targets.</summary>
    public const int MostClasses = 10_000;

    /// <summary>The longest name of a class. One of more than 1,023 bytes would be a member that the C# compiler refuses.</summary>
    public const int LongestClass = 200;

    public static readonly SpecKey Steps = new(ManifestKeys.Steps, ValueKind.Integer, "T, the time steps of a sequence.")
    {
        Required = true, Range = new(1, 1_000_000), AlsoCalled = ["timesteps", "time_steps", "length", "sequence_length", "seq_len"], Examples = ["128"],
    };

    public static readonly SpecKey Features = new(ManifestKeys.Features, ValueKind.Integer, "I, the values of a step.")
    {
        Required = true, Range = new(1, 1_000_000), AlsoCalled = ["channels", "dimensions", "num_features", "input_size"], Examples = ["9"],
    };

    public static readonly SpecKey Classes =
        new(ManifestKeys.Classes, ValueKind.List,
            "What the classes are called, in the order of the labels, which count from 0. They, or `targets`, must be given.")
    {
        Form = $"a list of 2 to {MostClasses} names", AlsoCalled = ["labels", "class_names"], Examples = ["[walking, sitting]"],
    };

    public static readonly SpecKey Targets = new(ManifestKeys.Targets, ValueKind.Integer,
        "K, the numbers that are to be predicted of a sequence, where that is no class.")
    {
        Range = new(1, MostClasses), AlsoCalled = ["outputs", "target", "num_targets", "n_targets", "output_size"], Examples = ["1"],
    };

    public static readonly SpecKey Values =
        new(ManifestKeys.Values, ValueKind.Word, "What a value is stored as: `bytes` are read as value / 255, `float32` as it is.")
    {
        Required = true, Words = [ManifestKeys.Bytes, ManifestKeys.Float32], AlsoCalled = ["dtype", "type"], Examples = ["float32"],
    };

    public static readonly SpecKey TrainSamples = new(ManifestKeys.TrainSamples, ValueKind.Integer, "Training sequences.")
    {
        Required = true, Range = new(1, int.MaxValue), AlsoCalled = ["train", "train_size"], Examples = ["7352"],
    };

    public static readonly SpecKey TestSamples = new(ManifestKeys.TestSamples, ValueKind.Integer, "Test sequences.")
    {
        Required = true, Range = new(1, int.MaxValue), AlsoCalled = ["test", "test_size"], Examples = ["2947"],
    };

    public static readonly SpecKey Sha256 = new(ManifestKeys.Sha256, ValueKind.Mapping,
        "The SHA-256 of each file below `data/<name>/`: `train_inputs.npy` and so on. Data with another content is refused.")
    {
        Required = true, AlsoCalled = ["files", "hashes", "checksums"],
    };

    public static readonly SpecKey Description =
        new(ManifestKeys.Description, ValueKind.Text, "What the data is, in a line.") { AlsoCalled = ["desc", "about"], Examples = ["Movements of a phone"] };

    public static readonly SpecKey Origin = new(ManifestKeys.Origin, ValueKind.Text,
        "Who made it and where it was published.") { AlsoCalled = ["source", "url", "author"], Examples = ["our own"] };

    public static readonly SpecKey Licence =
        new(ManifestKeys.Licence, ValueKind.Text, "The terms it may be used under.") { AlsoCalled = ["license", "terms"], Examples = ["CC BY 4.0"] };

    /// <summary>The keys, in the order they are written.</summary>
    public static readonly IReadOnlyList<SpecKey> Keys =
        [Steps, Features, Classes, Targets, Values, TrainSamples, TestSamples, Sha256, Description, Origin, Licence];

    /// <summary>The keys of <see cref="Sha256"/>, in the order of the files.</summary>
    public static readonly IReadOnlyList<SpecKey> Hashes =
        [Hash(ManifestKeys.TrainInputs), Hash(ManifestKeys.TrainLabels), Hash(ManifestKeys.TestInputs), Hash(ManifestKeys.TestLabels)];

    /// <summary>Those of a data set with targets.</summary>
    public static readonly IReadOnlyList<SpecKey> TargetHashes =
        [Hash(ManifestKeys.TrainInputs), Hash(ManifestKeys.TrainTargets), Hash(ManifestKeys.TestInputs), Hash(ManifestKeys.TestTargets)];

    private static SpecKey Hash(string name) => new(name, ValueKind.Text, $"Of `{name}.npy`.") { Required = true, Form = "64 lower-case hex digits" };
}
