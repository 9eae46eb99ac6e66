namespace MnistLstm.Engine.Optimizers;

/// <summary>One state tensor of an optimizer, over all parameters.</summary>
/// <param name="Name">PyTorch's key in an optimizer's state: <c>exp_avg</c>, <c>exp_avg_sq</c>, <c>momentum_buffer</c>, <c>square_avg</c>.</param>
/// <param name="Values">[<see cref="ParameterSet.TotalCount"/>], the parameters' elements concatenated in state_dict order.</param>
public sealed record OptimizerStateTensor(string Name, ReadOnlyMemory<float> Values);
