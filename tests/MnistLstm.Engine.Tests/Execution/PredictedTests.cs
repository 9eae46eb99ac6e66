using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;

namespace MnistLstm.Engine.Tests.Execution;

public sealed class PredictedTests
{
    [Theory]
    [InlineData(new[] { 0f, 0f, 0f, 0f }, 0)]
    [InlineData(new[] { 1f, 5f, 2f, 5f }, 1)]
    [InlineData(new[] { 1f, 2f, 5f, 5f }, 2)]
    [InlineData(new[] { 1f, 2f, 3f, 5f }, 3)]
    public void The_first_of_the_greatest_scores_is_the_prediction(float[] scores, int predicted)
    {
        using BiasModel model = new(scores);
        using ModelExecution execution = new(model, maxBatch: 4);
        FloatSequences source = new(new float[4], [0, 1, 2, 3], steps: 1, inputSize: 1);

        execution.Evaluate(source, null, 0, 4);

        Assert.Equal(Enumerable.Range(0, 4).Select(label => label == predicted), execution.Correct.ToArray());
        Assert.Equal(scores, execution.Scores(3).ToArray());
    }

    /// <summary>A model whose scores are its biases.</summary>
    private sealed class BiasModel : SequenceClassifier
    {
        public BiasModel(float[] scores)
            : base(steps: 1, inputSize: 1)
        {
            Add("last", new LastStep());
            Linear head = Add("fc", new Linear(1, scores.Length));
            _ = Parameters;
            scores.CopyTo(head.bias.Values);
            WeightsChanged();
        }
    }
}
