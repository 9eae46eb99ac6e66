using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Training.Data;
using MnistLstm.Training.Loop;

namespace MnistLstm.Training.Tests;

/// <summary>How an image becomes the time steps of a model that reads other than its rows.</summary>
public sealed class InputSizeTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(14, true)]
    [InlineData(28, false)]
    [InlineData(784, true)]
    public void The_pixels_come_row_by_row_as_many_a_step_as_the_model_asks_for(int inputSize, bool transformed)
    {
        SequenceSet images = PlainTrainer.Noise.Train;
        using Reader model = new((28 * 28) / inputSize, inputSize);
        SequenceSource sequences =
            PreparedSequences.Of(images, model, new SequencePreparation(images, null, null, transformed ? static _ => { } : null), "image");

        float[] read = new float[images.Bytes.Length];
        for (int step = 0; step < images.Count * model.Steps; step++)
        {
            sequences.CopyStep(step / model.Steps, step % model.Steps, read.AsSpan(step * inputSize, inputSize));
        }

        Assert.Equal(images.Bytes.Select(pixel => pixel / 255f), read);
    }

    [Fact]
    public void A_model_that_does_not_read_whole_images_is_refused()
    {
        using Reader model = new(steps: 14, inputSize: 28);
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => PreparedSequences.Of(PlainTrainer.Noise.Train, model, new SequencePreparation(PlainTrainer.Noise.Train, null, null, null), "image"));
        Assert.StartsWith("the model reads 14 steps of 28, which are not the 784 values of a sequence", error.Message);
    }

    private sealed class Reader(int steps, int inputSize) : SequenceClassifier(steps, inputSize);
}
