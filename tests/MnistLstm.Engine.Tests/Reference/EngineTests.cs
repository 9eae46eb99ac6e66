using MnistLstm.Engine.Tests.Golden;
using MnistLstm.Engine.Tests.PyTorch;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>The engine against derivatives by definition, without PyTorch and without a backward pass of our own.</summary>
public sealed class EngineTests
{
    /// <summary>
    /// A float32 chain of n terms errs by about sqrt(n) · 6e-8 of the largest; the longest here has 196, and a gradient meets a handful
    /// of them on its way through the layers.
    /// </summary>
    private const double OfLargest = 2e-6;

    /// <summary>The noise of the central differences themselves.</summary>
    private const double Noise = 1e-10;

    public static IEnumerable<object[]> Shapes => SmallShapes.Names;

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Its_gradients_are_the_central_differences_of_the_loss(string shape)
    {
        GoldenSetup setup = SmallShapes.Of(shape);
        ReferenceWeights weights = ReferenceWeights.Initial(setup);
        ReferenceClassifier reference = new(setup, weights);
        using EngineBatches engine = new(setup);

        engine.Train();

        foreach (string name in weights.Names)
        {
            double[] expected = CentralDifferences.Gradient(reference, weights[name], setup.Inputs(), setup.Labels());
            GradientChecks.Equal(name, expected, engine.Gradient(name), OfLargest, Noise);
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Its_scores_and_loss_are_the_references(string shape)
    {
        GoldenSetup setup = SmallShapes.Of(shape);
        ReferenceClassifier reference = new(setup, ReferenceWeights.Initial(setup));
        using EngineBatches engine = new(setup);

        engine.Train();

        GradientChecks.Near(reference.Scores(setup.Inputs(), setup.BatchSize), engine.Scores(), 1e-6, "scores");
        Assert.Equal(reference.Loss(setup.Inputs(), setup.Labels()), engine.Loss, 1e-6);
    }
}
