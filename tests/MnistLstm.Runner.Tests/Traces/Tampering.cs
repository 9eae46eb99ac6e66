using MnistLstm.Training.Observers;

namespace MnistLstm.Runner.Tests.Traces;

/// <summary>Another machine: flips one bit of one weight after one training step, before anybody sees it.</summary>
internal sealed class Tampering(IStepObserver inner, int epoch, int batch, string parameter, int index, int bit) : IStepObserver
{
    public void StepCompleted(in TrainingStep step)
    {
        if ((step.Epoch, step.Batch) == (epoch, batch))
        {
            Span<float> values = step.Model.Parameters[parameter].Values;
            values[index] = BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(values[index]) ^ (1u << bit));
            step.Model.WeightsChanged();
        }

        inner.StepCompleted(step);
    }

    public void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses) => inner.EvaluationBatchCompleted(epoch, losses);
}
