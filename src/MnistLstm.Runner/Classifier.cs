using MnistLstm.Runner.Predictions;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner;

/// <summary>A trained model. Safe to use from any thread: calls take turns, and none changes what another gives.</summary>
public sealed class Classifier : IDisposable
{
    private readonly Lock _turn = new();
    private readonly Trainer _trainer;

    internal Classifier(RunSpec spec, Trainer trainer) => (Spec, _trainer) = (spec, trainer);

    /// <summary>The run that the model is of.</summary>
    public RunSpec Spec { get; }

    /// <summary>Classifies a picture: turned to grey, inverted where its ground is bright, and fitted as the images of the run's data set are.</summary>
    /// <param name="content">The bytes of a PNG, JPEG or BMP of one figure.</param>
    /// <exception cref="InvalidDataException">It is no such picture, is too large, or shows nothing.</exception>
    /// <exception cref="NotSupportedException">The run's data set has no pictures.</exception>
    public Classification Picture(ReadOnlyMemory<byte> content)
    {
        if (Spec.Data.Picture is not { } layout)
        {
            throw new NotSupportedException($"{Spec.Name} was trained on {Spec.Dataset}, whose samples are not pictures but {Spec.Data.Steps} steps of "
                + $"{Spec.Data.Features} features: Sequences takes those");
        }

        (byte[] image, string note) = PictureFit.Fit(Predictions.Picture.Decode("the picture", content.ToArray()), layout);
        return Sequences(new SequenceSet(image, [0], layout.Side, layout.Side))[0] with { Fitting = note };
    }

    /// <summary>Classifies sequences in the form of the run's data set.</summary>
    /// <param name="sequences">The sequences; their labels are not looked at.</param>
    /// <returns>One for each, in their order.</returns>
    /// <exception cref="NotSupportedException">The run predicts numbers: <see cref="Scores"/> gives them.</exception>
    public IReadOnlyList<Classification> Sequences(SequenceSet sequences)
    {
        if (Spec.PredictsNumbers)
        {
            throw new NotSupportedException($"{Spec.Name} predicts numbers and no classes: Scores gives them");
        }

        lock (_turn)
        {
            return
            [
                .. _trainer.Predict(sequences).Select(prediction =>
                    new Classification(prediction.Label, Spec.Data.Classes[prediction.Label], ClassProbabilities.Of(_trainer, prediction))),
            ];
        }
    }

    /// <summary>What the model's last layer gives for sequences in the form of the run's data set: scores of the classes, or the numbers that it
    /// predicts.</summary>
    /// <param name="sequences">The sequences; their labels or targets are not looked at.</param>
    /// <returns>One for each, in their order.</returns>
    public IReadOnlyList<IReadOnlyList<float>> Scores(SequenceSet sequences)
    {
        lock (_turn)
        {
            return [.. _trainer.Predict(sequences).Select(prediction => prediction.Scores)];
        }
    }

    /// <summary>Frees the model.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            _trainer.Dispose();
        }
    }
}
