using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Random;

namespace MnistLstm.Engine.Tests.Execution;

/// <summary>Batches of sequences that have real targets.</summary>
public sealed class TargetTests
{
    private const int Samples = 12;

    [Theory]
    [InlineData(LossFunction.MseLoss)]
    [InlineData(LossFunction.L1Loss)]
    [InlineData(LossFunction.SmoothL1Loss)]
    public void Training_brings_the_loss_down_and_the_outputs_to_the_targets(LossFunction loss)
    {
        using Model model = new(outputs: 2);
        Mt19937 random = new(1);
        model.Initialize(random);
        FloatSequences source = Source(width: 2);
        int[] order = [.. Enumerable.Range(0, Samples)];
        using ModelExecution execution = new(model, Samples, random: random) { Loss = loss };
        using Adam optimizer = new(model.Parameters, 0.03);
        execution.Train(source, order, 0, Samples, optimizer);
        float first = execution.Losses.ToArray().Average();
        for (int step = 0; step < 300; step++)
        {
            execution.Train(source, order, 0, Samples, optimizer);
        }

        execution.Evaluate(source, null, 0, Samples);
        Assert.InRange(execution.Losses.ToArray().Average(), 0, first / 20);
        Assert.All(Enumerable.Range(0, Samples), sample => Assert.InRange(execution.Scores(sample)[0] - source.Targets!.Of(sample)[0], -0.5f, 0.5f));
        Assert.DoesNotContain(true, execution.Correct.ToArray());
    }

    [Fact]
    public void A_loss_of_classes_refuses_targets_and_one_of_numbers_refuses_classes_or_other_targets()
    {
        using Model model = new(outputs: 2);
        model.Initialize(new Mt19937(1));
        using ModelExecution numbers = new(model, Samples) { Loss = LossFunction.MseLoss };
        Assert.Contains("MseLoss of a model with 2 outputs needs 2 targets a sequence; these sequences have 3 targets each",
            Assert.Throws<ArgumentException>(() => numbers.Evaluate(Source(width: 3), null, 0, 1)).Message);
        FloatSequences classes = new(new float[Samples * 4], new int[Samples], 4, 1);
        Assert.Contains("these sequences have classes", Assert.Throws<ArgumentException>(() => numbers.Evaluate(classes, null, 0, 1)).Message);

        using Model other = new(outputs: 2);
        other.Initialize(new Mt19937(1));
        using ModelExecution labels = new(other, Samples);
        Assert.Contains("CrossEntropy of a model with 2 outputs needs classes; these sequences have 2 targets each",
            Assert.Throws<ArgumentException>(() => labels.Evaluate(Source(width: 2), null, 0, 1)).Message);
    }

    [Fact]
    public void Targets_that_are_no_whole_number_of_sequences_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new RealTargets(new float[7], 2));
        Assert.Throws<ArgumentException>(() => new FloatSequences(new float[8], new RealTargets(new float[3], 1), 4, 1));
        Assert.Throws<InvalidOperationException>(() => Source(width: 1).Label(0));
    }

    private static FloatSequences Source(int width) => new(
        [.. Enumerable.Range(0, Samples * 4).Select(i => MathF.Sin(i))],
        new RealTargets([.. Enumerable.Range(0, Samples * width).Select(i => 2 * MathF.Sin(i / width * 4))], width), 4, 1);

    private sealed class Model : SequenceClassifier
    {
        public Model(int outputs)
            : base(4, 1)
        {
            Add("lstm", new Lstm(1, 12));
            Add("last", new LastStep());
            Add("fc", new Linear(12, outputs));
        }
    }
}
