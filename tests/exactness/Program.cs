// Trains every shape with 1, 2, 3 and 5 threads and prints one line a step: hashes of the losses, the gradients and the weights.
// The lines must be the same for every thread count (checked here) and every build and switch (checked by `run`).
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;

int different = 0;
foreach (Shape shape in Shape.All)
{
    List<string> expected = Train(shape, threads: 1);
    foreach (string line in expected)
    {
        Console.WriteLine(line);
    }

    foreach (int threads in new[] { 2, 3, 5 })
    {
        Compare($"{threads} threads differ from one", expected, Train(shape, threads));
    }

    if (shape.Memory < long.MaxValue)
    {
        Compare("steps that are kept differ from steps in blocks", expected, Train(shape with { Memory = long.MaxValue }, threads: 2));
    }
}

Console.Error.WriteLine($"{SimdWidths.Best.DisplayName()}: {Shape.All.Count} shapes, 4 thread counts");
return different == 0 ? 0 : 1;

void Compare(string what, List<string> expected, List<string> actual)
{
    int first = Enumerable.Range(0, expected.Count).FirstOrDefault(i => actual[i] != expected[i], -1);
    if (first >= 0)
    {
        Console.Error.WriteLine($"{what}:\n  {expected[first]}\n  {actual[first]}");
        different++;
    }
}

static List<string> Train(Shape shape, int threads)
{
    Mt19937 random = new(1);
    using SequenceClassifier model = shape.Build();
    model.Initialize(random);
    byte[] pixels = [.. Enumerable.Range(0, shape.Samples * shape.Steps * Shape.InputSize).Select(_ => (byte)random.NextUInt32())];
    byte[] labels = [.. Enumerable.Range(0, shape.Samples).Select(i => (byte)(i % 10))];
    ByteSequences source = shape.Loss == LossFunction.CrossEntropy
        ? new(pixels, labels, shape.Steps, Shape.InputSize)
        : new(pixels, new RealTargets([.. Enumerable.Range(0, shape.Samples * 10).Select(_ => (random.NextUInt32() >> 16) / 16384f)], 10), shape.Steps,
            Shape.InputSize);
    using ModelExecution execution = new(model, shape.Batch, new ExecutionOptions(threads, SimdWidths.Best) { Memory = shape.Memory }, random)
    {
        Loss = shape.Loss, LabelSmoothing = shape.LabelSmoothing, ClassWeights = shape.ClassWeights, ClipValue = shape.ClipValue,
    };
    using Optimizer optimizer = shape.Optimizer(model.Parameters);
    int[] order = new int[shape.Samples];
    int pass = (shape.Samples + shape.Batch - 1) / shape.Batch;
    List<string> lines = [];
    for (int step = 0; step < (shape.TrainingSteps ?? pass); step++)
    {
        int start = step % pass * shape.Batch;
        if (start == 0)
        {
            BatchOrder.Shuffle(random, order);
        }

        execution.Train(source, order, start, Math.Min(shape.Batch, shape.Samples - start), optimizer);
        lines.Add($"{shape.Name}, step {lines.Count + 1}: losses {Hash(execution.Losses)} gradients {Hash(model.Parameters.Gradients)} "
            + $"weights {Hash(model.Parameters.Values)}");
    }

    return lines;
}

static string Hash(ReadOnlySpan<float> values) => Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(values)))[..16];
