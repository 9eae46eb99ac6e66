using System;
using System.Collections.Generic;
using System.IO;

namespace MnistLstm.Training.Data.Catalog;

/// <summary>
/// A data set as the program knows it without having seen it: its shape, its classes, its files, their content's hashes, where it comes from.
/// Compiled into the generator, too, so that a spec is checked against what is trained on.
/// </summary>
public sealed partial class DatasetDefinition
{
    /// <summary>Describes a data set.</summary>
    /// <param name="name">Its name in a spec, which is also its folder's name.</param>
    /// <param name="classes">What its classes are called, in the order of the labels.</param>
    /// <param name="trainInputs">The training sequences.</param>
    /// <param name="trainLabels">The training labels, or targets.</param>
    /// <param name="testInputs">The test sequences.</param>
    /// <param name="testLabels">The test labels, or targets.</param>
    /// <exception cref="ArgumentException">A file stands in another's place, or the files contradict each other or the classes.</exception>
    public DatasetDefinition(string name, IReadOnlyList<string> classes, DatasetFile trainInputs, DatasetFile trainLabels, DatasetFile testInputs,
        DatasetFile testLabels)
    {
        Name = name;
        Classes = classes;
        TrainInputs = Require(trainInputs, DatasetSplit.Train, DatasetFileKind.Inputs);
        DatasetFileKind answers = trainInputs.Shape.HasTargets ? DatasetFileKind.Targets : DatasetFileKind.Labels;
        TrainLabels = Require(trainLabels, DatasetSplit.Train, answers);
        TestInputs = Require(testInputs, DatasetSplit.Test, DatasetFileKind.Inputs);
        TestLabels = Require(testLabels, DatasetSplit.Test, answers);
        if (trainInputs.Count != trainLabels.Count || testInputs.Count != testLabels.Count)
        {
            throw new ArgumentException(
                $"data set '{name}': every sequence needs its label or targets, got {trainInputs.Count} and {testInputs.Count} sequences, {trainLabels.Count} "
                    + $"and {testLabels.Count} labels or targets");
        }

        Files = [trainInputs, trainLabels, testInputs, testLabels];
        foreach (DatasetFile file in Files)
        {
            if (file.Shape != trainInputs.Shape || file.Shape.Classes != classes.Count)
            {
                throw new ArgumentException(
                    $"data set '{name}': {trainInputs.Name} says {trainInputs.Shape}, {file.Name} {file.Shape}, and there are {classes.Count} classes");
            }
        }
    }

    /// <summary>Its name in a spec: <c>mnist</c>.</summary>
    public string Name { get; }

    /// <summary>T, I and K.</summary>
    public DatasetShape Shape => TrainInputs.Shape;

    /// <summary>T, the time steps of a sequence.</summary>
    public int Steps => Shape.Steps;

    /// <summary>I, the values of a step.</summary>
    public int Features => Shape.Features;

    /// <summary>What its classes are called, in the order of the labels; none where there are real targets.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>What the values are stored as.</summary>
    public DatasetValues Values => TrainInputs.Values;

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

    /// <summary>The manifest that describes it, relative to the repository; null for a set that the program knows by itself.</summary>
    public string? Manifest { get; init; }

    /// <summary>How a picture is fitted to look like one of its images; null where its sequences are no images.</summary>
    public PictureLayout? Picture { get; init; }

    /// <summary>Where its files may lie below a folder that is looked at: in one named like the set, else where torchvision puts them.</summary>
    internal IEnumerable<string> Subfolders => TorchvisionFolder is null ? [Name] : [Name, Path.Combine(TorchvisionFolder, "raw")];

    /// <summary>The training sequences.</summary>
    public DatasetFile TrainInputs { get; }

    /// <summary>The training labels, or targets.</summary>
    public DatasetFile TrainLabels { get; }

    /// <summary>The test sequences.</summary>
    public DatasetFile TestInputs { get; }

    /// <summary>The test labels, or targets.</summary>
    public DatasetFile TestLabels { get; }

    /// <summary>The four files: train inputs, train labels (or targets), test inputs, test labels.</summary>
    public IReadOnlyList<DatasetFile> Files { get; }

    /// <summary>Number of training sequences.</summary>
    public int TrainCount => TrainInputs.Count;

    /// <summary>Number of test sequences.</summary>
    public int TestCount => TestInputs.Count;

    private static DatasetFile Require(DatasetFile file, DatasetSplit split, DatasetFileKind kind) =>
        file.Split == split && file.Kind == kind
            ? file
            : throw new ArgumentException($"expected the {split} {kind} file, got the {file.Split} {file.Kind} file", nameof(file));
}

/// <summary>How the images of a data set were made, which a picture is fitted to.</summary>
/// <param name="Side">Rows of an image, and its columns.</param>
/// <param name="FigureSide">The figure's longer side.</param>
/// <param name="ByMass">Whether the figure's centre of mass is in the middle; else the middle of its edges.</param>
public sealed record PictureLayout(int Side, int FigureSide, bool ByMass);
