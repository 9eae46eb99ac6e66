namespace MnistLstm.Training.Observers;

/// <summary>Shown what every training step computed, on the training's own thread. What it is shown is overwritten by the next step.</summary>
public interface IStepObserver
{
    /// <summary>After a training step, the optimizer's included, and before its loss is judged: a step that diverged is shown too.</summary>
    void StepCompleted(in TrainingStep step);

    /// <summary>After each batch of an epoch's evaluation on the held-out samples, if there are any; that on the test samples follows.</summary>
    /// <param name="epoch">The epoch's number, from 1.</param>
    /// <param name="losses">The losses of the batch's samples, in the data's order.</param>
    void ValidationBatchCompleted(int epoch, ReadOnlySpan<float> losses)
    {
        // Who does not ask for it is not bothered.
    }

    /// <summary>After each batch of an epoch's evaluation on the test samples.</summary>
    /// <param name="epoch">The epoch's number, from 1.</param>
    /// <param name="losses">The losses of the batch's samples, in the data's order.</param>
    void EvaluationBatchCompleted(int epoch, ReadOnlySpan<float> losses);
}
