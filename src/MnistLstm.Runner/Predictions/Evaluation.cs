using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Runner.Predictions;

/// <summary>What a trained model makes of a part of its data.</summary>
internal sealed class Evaluation
{
    // So short that Ctrl-C is heard; a sample's figures do not depend on what it is evaluated with.
    private const int Slice = 2048;
    private readonly int[,] _confusion;

    private Evaluation(IReadOnlyList<ScoredSample> samples, int classes, double loss)
    {
        Samples = samples;
        Loss = loss;
        _confusion = new int[classes, classes];
        foreach (ScoredSample sample in samples)
        {
            _confusion[sample.Label, sample.Prediction.Label]++;
        }

        int[] all = [.. Enumerable.Range(0, classes)];
        Classes = [.. all.Select(c => new ClassFigures(c, all.Sum(predicted => Count(c, predicted)), all.Sum(label => Count(label, c)), Count(c, c)))];
    }

    /// <summary>Every sample, in the part's order.</summary>
    public IReadOnlyList<ScoredSample> Samples { get; }

    /// <summary>The mean cross-entropy in nats, to the bit what training gives for the test part.</summary>
    public double Loss { get; }

    /// <summary>The fraction classified correctly.</summary>
    public double Accuracy => (double)Classes.Sum(c => c.Correct) / Samples.Count;

    /// <summary>The figures of each class.</summary>
    public IReadOnlyList<ClassFigures> Classes { get; }

    /// <summary>The mean over the classes that were predicted.</summary>
    public double? MacroPrecision => Mean(c => c.Precision);

    /// <summary>The mean over the classes there are samples of.</summary>
    public double? MacroRecall => Mean(c => c.Recall);

    /// <summary>The mean over the classes that are there or were predicted.</summary>
    public double? MacroF1 => Mean(c => c.F1);

    /// <summary>How many samples of a class were taken for another, or for itself.</summary>
    public int Count(int label, int predicted) => _confusion[label, predicted];

    /// <summary>The samples that were taken for another class, those with the greatest loss first.</summary>
    public IReadOnlyList<ScoredSample> Worst(int count) =>
        [.. Samples.Where(s => s.Label != s.Prediction.Label).OrderByDescending(s => s.Prediction.Loss).ThenBy(s => s.Index).Take(count)];

    /// <summary>Evaluates.</summary>
    /// <param name="trainer">A trainer with the weights.</param>
    /// <param name="images">The part of the data.</param>
    /// <param name="cancellation">Ends it between two slices of the images.</param>
    public static Evaluation Of(Trainer trainer, SequenceSet images, CancellationToken cancellation = default)
    {
        IReadOnlyList<Prediction> predictions = Predictions(trainer, images, cancellation);

        // In double and in the samples' order, as training adds them up.
        double sum = 0;
        double weight = 0;
        foreach ((int index, Prediction prediction) in predictions.Index())
        {
            sum += prediction.Loss!.Value;
            weight += trainer.LossWeight(images.Labels[index]);
        }

        ScoredSample[] samples =
            [.. predictions.Select((prediction, i) => new ScoredSample(i, images.Labels[i], prediction, ClassProbabilities.Of(trainer, prediction)))];
        return new Evaluation(samples, predictions[0].Scores.Count, sum / weight);
    }

    /// <summary>What a trainer makes of samples, each with its loss.</summary>
    /// <exception cref="NotSupportedException">Its engine gives no losses beside its predictions.</exception>
    public static IReadOnlyList<Prediction> Predictions(Trainer trainer, SequenceSet images, CancellationToken cancellation)
    {
        List<Prediction> predictions = new(images.Count);
        while (predictions.Count < images.Count)
        {
            cancellation.ThrowIfCancellationRequested();
            (int from, int to) = (predictions.Count, Math.Min(images.Count, predictions.Count + Slice));
            predictions.AddRange(trainer.Predict(images.Slice(from, to - from)));
        }

        return predictions.TrueForAll(prediction => prediction.Loss is not null)
            ? predictions
            : throw new NotSupportedException("this engine gives no losses beside its predictions");
    }

    private double? Mean(Func<ClassFigures, double?> figure)
    {
        double[] known = [.. Classes.Select(figure).OfType<double>()];
        return known.Length == 0 ? null : known.Average();
    }
}
