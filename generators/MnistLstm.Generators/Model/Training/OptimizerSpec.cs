using MnistLstm.Generators.Language;

namespace MnistLstm.Generators.Model.Training;

/// <summary>An optimizer. Floats are C# literals of type double made of the YAML's own digits, so that only the C# compiler rounds them.</summary>
/// <param name="Word">The spec's word for it: <c>sgd</c>.</param>
/// <param name="LearningRate">The step size.</param>
/// <param name="Momentum">The momentum; null where the optimizer has none.</param>
/// <param name="Nesterov">Whether the momentum is Nesterov's; null where the optimizer does not know it.</param>
/// <param name="WeightDecay">The weight decay.</param>
/// <param name="Arguments">What else is given that is not PyTorch's default.</param>
internal sealed record OptimizerSpec(string Word, string LearningRate, string? Momentum, bool? Nesterov, string WeightDecay,
    EquatableArray<ArgumentSpec> Arguments);
