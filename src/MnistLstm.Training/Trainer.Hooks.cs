using System.Reflection;
using MnistLstm.Engine.Modules;

namespace MnistLstm.Training;

/// <content>What another part of a generated trainer can override.</content>
public abstract partial class Trainer
{
    /// <summary>Whether the images are changed by a <see cref="TransformImage"/> of this trainer's own before the model reads them.</summary>
    public bool TransformsImages => Overrides(nameof(TransformImage));

    private protected Action<Span<float>>? Transform => TransformsImages ? TransformImage : null;

    private bool ActsAfterEpochs => Overrides(nameof(OnEpochCompleted));

    /// <summary>
    /// Hook, for another part of a generated trainer to override: changes an image in place before the model reads it, in training,
    /// evaluation and prediction alike. It is called on one thread before the first epoch, once for every training image that is used, in
    /// the data's order, then for every test image; so even one that counts its calls gives the same bits on any number of threads.
    /// </summary>
    /// <param name="image">[T, I], of MNIST row by row: bytes / 255, 0 … 1; floats as they are. What is left there must be finite.</param>
    protected virtual void TransformImage(Span<float> image)
    {
    }

    /// <summary>
    /// Hook, for another part of a generated trainer to override: called on the training's thread at the end of every epoch, after its
    /// evaluation. It may look at the model and predict; when it writes weights it must call <see cref="SequenceClassifier.WeightsChanged"/>, and
    /// the epoch's <see cref="EpochMetrics.WeightsSha256"/> is taken of what it wrote. What it throws ends the training.
    /// </summary>
    /// <param name="epoch">The epoch.</param>
    protected virtual void OnEpochCompleted(EpochMetrics epoch)
    {
    }

    /// <summary>
    /// Hook, to be overridden together with <see cref="OnEpochCompleted"/>: what that one carries from epoch to epoch, in bytes of your own
    /// making, for a checkpoint. Return an empty array when it carries nothing (it prints, say). Without this a run that is interrupted begins
    /// anew: what a method keeps in fields cannot be seen from outside. <see cref="TransformImage"/> needs nothing: its images are made again.
    /// </summary>
    protected virtual byte[] SaveHookState() => [];

    /// <summary>Hook: takes back what <see cref="SaveHookState"/> gave, in a trainer that has trained nothing yet.</summary>
    /// <param name="state">The bytes.</param>
    protected virtual void RestoreHookState(ReadOnlySpan<byte> state)
    {
    }

    // A method that only has a hook's name, and does not override it, has another base definition.
    private bool Overrides(string hook)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
        MethodInfo declared = typeof(Trainer).GetMethod(hook, Any)!;
        return GetType().GetMethods(Any).Any(method => method.GetBaseDefinition() == declared && method.DeclaringType != typeof(Trainer));
    }
}
