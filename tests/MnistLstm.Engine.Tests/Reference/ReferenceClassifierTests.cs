using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Reference;

/// <summary>The reference itself: it must be right before anything is measured by it.</summary>
public sealed class ReferenceClassifierTests
{
    public static IEnumerable<object[]> Shapes => SmallShapes.Names;

    public static IEnumerable<object[]> Cases => GradientGolden.Cases.Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Its_gradients_are_the_central_differences_of_its_loss(string shape)
    {
        GoldenSetup setup = SmallShapes.Of(shape);
        ReferenceWeights weights = ReferenceWeights.Initial(setup);
        ReferenceClassifier model = new(setup, weights);
        ReferenceWeights gradients = model.Gradients(setup.Inputs(), setup.Labels());

        foreach (string name in weights.Names)
        {
            double[] expected = CentralDifferences.Gradient(model, weights[name], setup.Inputs(), setup.Labels());
            double difference = gradients[name].Zip(expected, (a, b) => Math.Abs(a - b)).Max();
            Assert.True(difference <= 1e-9, $"{name}: {difference:e2} from the central differences, at most 1e-9 expected");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_scores_and_loss_are_PyTorchs_in_float64(string name)
    {
        GradientGolden.Case golden = GradientGolden.Cases.Single(c => c.Name == name);
        ReferenceClassifier model = new(golden, ReferenceWeights.Initial(golden));

        double[] scores = model.Scores(golden.Inputs(), golden.BatchSize);

        Assert.Equal(golden.Scores.Length, scores.Length);
        Assert.True(scores.Zip(golden.Scores, (a, b) => Math.Abs(a - b)).Max() <= 1e-11);
        Assert.Equal(golden.Loss, model.Loss(golden.Inputs(), golden.Labels()), 1e-11);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Its_gradients_are_PyTorchs_in_float64(string name)
    {
        GradientGolden.Case golden = GradientGolden.Cases.Single(c => c.Name == name);
        ReferenceWeights weights = ReferenceWeights.Initial(golden);

        ReferenceWeights gradients = new ReferenceClassifier(golden, weights).Gradients(golden.Inputs(), golden.Labels());

        Assert.Equal(golden.Gradients.Select(g => g.Name).Order(), weights.Names.Order());
        foreach (GradientGolden.Gradient expected in golden.Gradients)
        {
            GradientChecks.EqualSummary(expected, gradients[expected.Name], tolerance: 1e-11);
        }
    }
}
