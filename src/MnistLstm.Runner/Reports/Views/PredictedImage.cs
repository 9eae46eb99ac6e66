namespace MnistLstm.Runner.Reports.Views;

/// <summary>An image with what a model makes of it.</summary>
/// <param name="Source">The picture's file, or the sample's place: <c>test #12</c>.</param>
/// <param name="Label">Its class; null where it is not known.</param>
/// <param name="Art">What the model saw, drawn.</param>
/// <param name="Probabilities">One a class.</param>
internal sealed record PredictedImage(string Source, int? Label, IReadOnlyList<string> Art, IReadOnlyList<double> Probabilities)
{
    /// <summary>The class of the greatest probability; the first of equals.</summary>
    public int Predicted => Probabilities.Index().MaxBy(pair => pair.Item).Index;
}
