using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;

/// <summary>
/// A shape of the exactness matrix, trained from weights that are <paramref name="Steepness"/> times PyTorch's: steep ones drive the gates
/// to their bends and ends, where exp underflows and overflows, and leave subnormal gradients.
/// </summary>
internal sealed unsafe record Training(Shape Shape, int Steepness)
{
    private static readonly int[] s_steepnesses = [1, 6, 40];

    /// <summary>Every shape at every steepness.</summary>
    public static int Count => Shape.All.Count * s_steepnesses.Length;

    /// <summary>One of them.</summary>
    public static Training Number(int number) => new(Shape.All[number / s_steepnesses.Length], s_steepnesses[number % s_steepnesses.Length]);

    /// <summary>Trains all samples once, with one thread.</summary>
    /// <param name="width">The vectors to use.</param>
    /// <param name="record">Called with step, tensor (see <see cref="Tensor"/>), values and their number.</param>
    public void Run(SimdWidth width, delegate* unmanaged<int, int, float*, int, void> record)
    {
        Mt19937 random = new(1);
        using SequenceClassifier model = Shape.Build();
        model.Initialize(random);
        foreach (ref float weight in model.Parameters.Values)
        {
            weight *= Steepness;
        }

        model.WeightsChanged();
        byte[] pixels = new byte[Shape.Samples * Shape.Steps * Shape.InputSize];
        for (int i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)random.NextUInt32();
        }

        byte[] labels = new byte[Shape.Samples];
        for (int i = 0; i < labels.Length; i++)
        {
            labels[i] = (byte)(i % 10);
        }

        ByteSequences source = new(pixels, labels, Shape.Steps, Shape.InputSize);
        using ModelExecution execution = new(model, Shape.Batch, new ExecutionOptions(Threads: 1, width), random);
        using Optimizer optimizer = Shape.Optimizer(model.Parameters);
        int[] order = new int[Shape.Samples];
        BatchOrder.Shuffle(random, order);
        for (int start = 0, step = 1; start < Shape.Samples; start += Shape.Batch, step++)
        {
            execution.Train(source, order, start, Math.Min(Shape.Batch, Shape.Samples - start), optimizer);
            Record(Tensor.Losses, execution.Losses);
            Record(Tensor.Gradients, model.Parameters.Gradients);
            Record(Tensor.Weights, model.Parameters.Values);

            void Record(Tensor tensor, ReadOnlySpan<float> values)
            {
                fixed (float* first = values)
                {
                    record(step, (int)tensor, first, values.Length);
                }
            }
        }
    }

    public override string ToString() => $"{Shape.Name}, weights x{Steepness}";
}
