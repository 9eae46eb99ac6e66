using MnistLstm.Engine.Tests.Golden;
using MnistLstm.Engine.Tests.Reference;

namespace MnistLstm.Engine.Tests.PyTorch;

/// <summary>
/// One forward and backward pass against PyTorch's in float64. Gradients are measured against their tensor's largest element: single small
/// elements carry no more digits in float32 than the sums they come from.
/// </summary>
public sealed class GradientTests
{
    /// <summary>Of scores and losses, which are of order one.</summary>
    private const double Absolute = 1e-6;

    /// <summary>Of a gradient, as a part of its tensor's largest element; PyTorch's own float32 reaches 1.2e-6 on these cases.</summary>
    private const double OfLargest = 2e-6;

    public static IEnumerable<object[]> Cases => GradientGolden.Cases.Select(c => new object[] { c.Name });

    public static IEnumerable<object[]> Cells => GradientGolden.Cells.Select(c => new object[] { c.Name });

    [Theory]
    [MemberData(nameof(Cases))]
    public void Scores_are_PyTorchs(string name)
    {
        GradientGolden.Case golden = Of(name);
        using EngineBatches engine = new(golden);

        engine.Train();

        GradientChecks.Near(golden.Scores, engine.Scores(), Absolute, "scores");
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_loss_is_PyTorchs(string name)
    {
        GradientGolden.Case golden = Of(name);
        using EngineBatches engine = new(golden);

        engine.Train();

        Assert.Equal(golden.Loss, engine.Loss, Absolute);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_gradient_is_PyTorchs(string name)
    {
        GradientGolden.Case golden = Of(name);
        using EngineBatches engine = new(golden);

        engine.Train();

        Assert.Equal(
            golden.Gradients.Select(g => (g.Name, string.Join(",", g.Shape))),
            engine.Model.Parameters.Select(p => (p.Name, string.Join(",", p.Shape))));
        foreach (GradientGolden.Gradient expected in golden.Gradients)
        {
            GradientChecks.EqualSummary(expected, engine.Gradient(expected.Name), OfLargest);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_element_of_every_gradient_is_that_of_the_double_reference(string name)
    {
        GradientGolden.Case golden = Of(name);
        ReferenceWeights weights = ReferenceWeights.Initial(golden);
        ReferenceWeights expected = new ReferenceClassifier(golden, weights).Gradients(golden.Inputs(), golden.Labels());
        using EngineBatches engine = new(golden);

        engine.Train();

        foreach (string tensor in weights.Names)
        {
            GradientChecks.Equal(tensor, expected[tensor], engine.Gradient(tensor), OfLargest);
        }
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void The_generator_has_made_PyTorchs_draws(string name)
    {
        GradientGolden.CellCase golden = GradientGolden.Cells.Single(c => c.Name == name);
        using EngineBatches engine = new(golden);

        engine.Evaluate();
        engine.Train();

        Assert.Equal(golden.NextInt64, engine.Model.Random.NextInt64());
    }

    [Theory]
    [MemberData(nameof(Cells))]
    public void Draws_that_are_skipped_leave_the_generator_where_the_batch_would(string name)
    {
        GradientGolden.CellCase golden = GradientGolden.Cells.Single(c => c.Name == name);
        using GoldenModel model = new(golden);

        model.SkipDraws(model.Random, golden.BatchSize);

        Assert.Equal(golden.NextInt64, model.Random.NextInt64());
    }

    private static GradientGolden.Case Of(string name) => GradientGolden.Cases.Single(c => c.Name == name);
}
