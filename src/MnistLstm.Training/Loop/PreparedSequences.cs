using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Training.Data;

namespace MnistLstm.Training.Loop;

/// <summary>Sequences as a model reads them: prepared, and as many values a time step as it asks for.</summary>
internal static class PreparedSequences
{
    /// <summary>The sequences of a set.</summary>
    /// <param name="set">The set.</param>
    /// <param name="model">Who reads them.</param>
    /// <param name="preparation">What is done to them.</param>
    /// <param name="role">What the sequences are for, in an error: <c>training image</c>.</param>
    /// <exception cref="ArgumentException">The model reads sequences of another number of values.</exception>
    /// <exception cref="ArithmeticException">The preparation gave a value that is no number.</exception>
    public static SequenceSource Of(SequenceSet set, SequenceClassifier model, SequencePreparation preparation,
        string role) => model.Steps * model.InputSize == set.Size
        ? preparation.Of(set, role).Source(model.Steps, model.InputSize)
        : throw new ArgumentException($"the model reads {model.Steps} steps of {model.InputSize}, which are not the {set.Size} values of a sequence",
            nameof(model));
}
