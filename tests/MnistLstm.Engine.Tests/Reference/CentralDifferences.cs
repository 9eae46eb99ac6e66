namespace MnistLstm.Engine.Tests.Reference;

/// <summary>Derivatives by definition: (L(w + h) - L(w - h)) / 2h for every weight w in turn; knows nothing of the chain rule.</summary>
internal static class CentralDifferences
{
    /// <summary>h; its square (truncation) and 1e-16 / h (rounding of the loss) balance near 1e-11 for losses of order one.</summary>
    private const double Step = 1e-5;

    public static double[] Gradient(ReferenceClassifier model, double[] weights, float[] inputs, int[] labels)
    {
        double[] gradient = new double[weights.Length];
        for (int k = 0; k < weights.Length; k++)
        {
            double value = weights[k];
            weights[k] = value + Step;
            double above = model.Loss(inputs, labels);
            weights[k] = value - Step;
            double below = model.Loss(inputs, labels);
            weights[k] = value;
            gradient[k] = (above - below) / (2 * Step);
        }

        return gradient;
    }
}
