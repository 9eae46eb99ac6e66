using MnistLstm.Training.Data;

namespace MnistLstm.Training.Tests;

/// <summary>A <see cref="PlainTrainer"/> with hooks that do what a test wants.</summary>
internal sealed class HookedTrainer(int threads, Action<float[]>? transform = null, Action<HookedTrainer, EpochMetrics>? epochCompleted = null,
    Dataset? data = null)
    : PlainTrainer(threads, data)
{
    protected override void TransformImage(Span<float> image)
    {
        float[] values = image.ToArray();
        transform?.Invoke(values);
        values.CopyTo(image);
    }

    protected override void OnEpochCompleted(EpochMetrics epoch) => epochCompleted?.Invoke(this, epoch);
}
