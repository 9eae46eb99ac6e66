using System.Globalization;
using MnistLstm.Engine;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Export.PyTorch;

/// <summary>
/// Writes a run as the PyTorch program a user would have written himself, from <c>torch.manual_seed</c> to the last evaluation, and gives it
/// the exact engine's start to compare with. Needs PyTorch 1.13 or newer.
/// </summary>
internal static class PyTorchScript
{
    private const int LossesPerLine = 5;

    /// <summary>The script's text, lines ended by \n.</summary>
    /// <param name="spec">The run.</param>
    /// <param name="reference">How it starts in the exact engine.</param>
    /// <param name="fileName">What the script is called, as it is typed into a shell.</param>
    /// <exception cref="NotSupportedException">The run has an optimizer or readout this does not know.</exception>
    public static string Write(RunSpec spec, PyTorchReference reference, string fileName) => string.Join(
        "\n\n\n",
        Head(spec, fileName) + "\n\n" + Constants(spec, reference) + "\n\n" + Reference(spec, reference),
        PyTorchModel.Class(spec),
        DataSection.Functions(spec),
        TrainingSection.Functions(spec),
        CheckSection.Functions(spec),
        TrainingSection.MainFunction(spec),
        "if __name__ == \"__main__\":\n    main()\n");

    private static string Head(RunSpec spec, string fileName)
    {
        // Python looks for an encoding in the first two lines, editors for settings in the first five: what a spec says stands below them.
        string description = spec.Description is { } text ? $"# {PythonText.Comment(text)}\n" : "";
        string typed = PythonText.Comment(fileName);
        return $"""
            # A PyTorch program, for PyTorch 1.13 or newer and numpy.
            #
            #   python3 {typed}                      trains, and prints a line {StepSection.Word(spec)}
            #   python3 {typed} --steps 50 --check   compares the start with {EngineVersion.Name}, which wrote this file
            #
            # {PythonText.Comment(spec.Name)}  ({PythonText.Comment(spec.SpecPath)})
            {description}import argparse
            {(spec.RestoresBest ? "import copy\n" : "")}{(spec.Data.Manifest is null ? "import gzip\n" : "")}import hashlib
            {(spec.Data.Manifest is null ? "" : "import io\n")}{(DataSection.ReadsEnvironment(spec) ? "import os\n" : "")}import sys
            import time
            {(spec.Data.Manifest is null ? "import zlib\n" : "")}from pathlib import Path

            import numpy
            import torch
            from torch import nn
            from torch.utils.data import DataLoader, {(spec.ValidationSamples > 0 && spec.ValidationSeed is null ? "Subset, " : "")}TensorDataset
            """;
    }

    private static string Constants(RunSpec spec, PyTorchReference reference) => $"""
        SEED = {spec[SpecKeys.Seed]}
        BATCH_SIZE = {spec[SpecKeys.BatchSize]}
        LEARNING_RATE = {spec[SpecKeys.LearningRate]}
        {StepSection.Constants(spec)}
        {PyTorchLoss.Constants(spec)}{PreparationSection.Constants(spec, reference.Normalization)}
        {DataSection.Constants(spec)}
        """;

    private static string Reference(RunSpec spec, PyTorchReference reference)
    {
        string losses = string.Concat(reference.Losses.Chunk(LossesPerLine).Select(line =>
            "    " + string.Join(", ", line.Select(loss => loss.ToString("0.000000000", CultureInfo.InvariantCulture))) + ",\n"));
        return string.Create(CultureInfo.InvariantCulture, $$"""
            # What {{EngineVersion.Name}} starts with and comes to, for --check.
            REFERENCE_WEIGHTS = "{{reference.WeightsSha256}}"
            REFERENCE_ORDER = "{{reference.OrderSha256}}"
            REFERENCE_LOSSES = [
            {{losses}}]
            CLOSE_STEPS = {{CloseSteps.Of(spec)}}
            TOLERANCE = 1e-5
            """);
    }
}
