#!/usr/bin/env dotnet
// A notebook in a file: dotnet run notebook.cs. What took time is kept in results/, so the second run of an edited cell is quick.
#:package MnistLstm@*-*
#:property RootNamespace=Notebook
#:property PublishAot=false
using MnistLstm.Runner;
using MnistLstm.Training;
using MnistLstm.Training.Data;
using Notebook.Generated;

// [1] Train, or take what is there.
ExperimentRunner experiments = new(ExperimentCatalog.Runs);
RunSpec digits = experiments["digits"];
TrainedRun trained = await experiments.TrainAsync(digits);
Console.WriteLine($"[1] {(trained.TrainedNow ? "trained" : "cached")}: test {trained.Epochs[^1].TestAccuracy:P2}");

// [2] Look into the model, by PyTorch's names.
Dataset data = DatasetLoader.Load(digits.Data);
using DigitsTrainer trainer = new(data);
Console.WriteLine($"[2] {DigitsModel.ParameterCount} parameters; {trainer.Model.weight_ih_l0} begins with {trainer.Model.weight_ih_l0.Values[0]}");

// [3] What it takes the first test digits for.
using Classifier classifier = experiments.Open(digits);
Console.WriteLine("[3] " + string.Join("  ", Enumerable.Range(0, 8).Select(i => $"{data.Test.Labels[i]}→{classifier.Sequences(data.Test.At(i))[0].Class}")));

// [4] A picture, as a file that any program opens: dark ink on white, ten times as large.
int place = Enumerable.Range(0, data.Test.Count)
    .First(i => classifier.Sequences(data.Test.At(i))[0] is { Confidence: > 0.9 } seen && seen.Label == data.Test.Labels[i]);
File.WriteAllBytes("digit.bmp", Bitmap(data.Test.Image(place), digits.Data.Steps, scale: 10));
Console.WriteLine($"[4] digit.bmp shows a {data.Test.Labels[place]}, and is taken for a {classifier.Picture(File.ReadAllBytes("digit.bmp")).Class}");

static byte[] Bitmap(ReadOnlySpan<byte> ink, int side, int scale)
{
    const int Header = 54;
    int width = side * scale;
    byte[] file = new byte[Header + (width * width * 3)];
    using BinaryWriter writer = new(new MemoryStream(file));
    writer.Write("BM"u8);
    writer.Write(file.Length);
    writer.Write(0);
    writer.Write(Header);
    writer.Write(40);
    writer.Write(width);
    writer.Write(width);
    writer.Write((short)1);
    writer.Write((short)24);
    for (int i = 0; i < 6; i++)
    {
        writer.Write(0);
    }

    // The file's first row is the lowest.
    for (int i = 0; i < width * width; i++)
    {
        int row = (width - 1 - (i / width)) / scale;
        file.AsSpan(Header + (3 * i), 3).Fill((byte)(255 - ink[(row * side) + (i % width / scale)]));
    }

    return file;
}
