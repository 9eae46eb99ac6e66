using MnistLstm.Generators.Tests.Running;

namespace MnistLstm.Generators.Tests.Diagnostics;

/// <summary>How parameters begin: what cannot be said, at its place.</summary>
public class InitialErrorTests
{
    [Theory]
    [InlineData("weight_hh_init: orthogonl",
        "(5,17): EXP008: 'weight_hh_init' must be 'default', 'xavier_uniform', 'xavier_normal', 'kaiming_uniform', 'kaiming_normal', 'orthogonal', 'normal', "
            + "'uniform', 'eye' or 'zeros', got 'orthogonl'; did you mean 'orthogonal'?")]
    [InlineData("bias_init: eye", "(5,12): EXP008: 'bias_init' must be 'default', 'zeros', 'ones', 'normal' or 'uniform', got 'eye'")]
    [InlineData("weight_ih_init: normal(x)", "(5,17): EXP006: 'std' must be a number greater than 0, got 'x'")]
    [InlineData("weight_ih_init: normal(0)", "(5,17): EXP007: 'std' must be a number greater than 0, got 0")]
    [InlineData("weight_ih_init: eye(2)", "(5,17): EXP075: 'eye' takes no argument here; write 'weight_ih_init: eye'")]
    [InlineData("weight_ih_init: {normal: 0.01}",
        "(5,17): EXP006: 'weight_ih_init' must be 'default', 'xavier_uniform', 'xavier_normal', 'kaiming_uniform', 'kaiming_normal', 'orthogonal', 'normal', "
            + "'uniform', 'eye' or 'zeros', got keys with values; write normal(0.01)")]
    [InlineData("forget_bias: -1", "(5,14): EXP007: 'forget_bias' must be a number at least 0, got -1")]
    [InlineData("cell: gru\nforget_bias: 1", "(6,1): EXP074: the cell 'gru' has no 'forget_bias', only 'lstm' has it; drop the key, or change 'cell'")]
    [InlineData("bias: false\nforget_bias: 1",
        "(6,14): EXP076: 'forget_bias' would be without effect, since the network has no LSTM with biases; drop the key, or add one")]
    [InlineData("kernel_initializer: zeros", "(5,1): EXP003: unknown key 'kernel_initializer'; did you mean 'weight_ih_init'?")]
    [InlineData("unit_forget_bias: 1", "(5,1): EXP003: unknown key 'unit_forget_bias'; did you mean 'forget_bias'?")]
    public void What_cannot_be_is_refused_where_it_stands(string lines, string error) => Expect.ErrorsAfterValid(lines + "\n", error);

    [Fact]
    public void A_model_without_a_recurrent_module_has_no_recurrent_weights() => Expect.Errors(
        SpecText.ValidBesideModel + "model: [readout: mean, linear: 10]\nweight_hh_init: orthogonal\n",
        "(5,17): EXP076: 'weight_hh_init' would be without effect, since the network has no recurrent module; drop the key, or add one");

    [Fact]
    public void Final_states_are_not_those_behind_a_layer_norm() => Expect.Errors(
        SpecText.ValidBesideModel + "model: [lstm: {hidden_size: 8}, layer_norm, readout: final_states, linear: 10]\n",
        "(4,54): EXP046: 'final_states' are those of a recurrent module, but here are what 'layer_norm' on line 4 puts out; read 'last' or 'mean', or move the "
            + "readout");
}
