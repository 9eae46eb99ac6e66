namespace MnistLstm.Engine.Optimizers;

/// <summary>What an optimizer carries from step to step, as <see cref="Optimizer.SaveState"/> gives it. Hyperparameters are not part of it.</summary>
/// <param name="Optimizer">The name of the optimizer: <c>adam</c>.</param>
/// <param name="Steps">Steps done, not negative.</param>
/// <param name="Tensors">
/// The state tensors in the optimizer's own order: <c>exp_avg</c>, <c>exp_avg_sq</c> for Adam, AdamW and NAdam, with amsgrad
/// <c>max_exp_avg_sq</c>, too; <c>sum</c> for Adagrad; <c>square_avg</c>, <c>acc_delta</c> for Adadelta; <c>momentum_buffer</c> for SGD with
/// momentum; <c>square_avg</c> and, with momentum, <c>momentum_buffer</c> for RMSprop.
/// </param>
public sealed record OptimizerState(string Optimizer, int Steps, IReadOnlyList<OptimizerStateTensor> Tensors);
