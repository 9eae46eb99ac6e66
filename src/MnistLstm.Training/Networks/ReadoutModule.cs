using System.Collections.Generic;

namespace MnistLstm.Training.Networks;

/// <summary>What is read of a sequence: [B, T, F] to [B, F]. In PyTorch an expression, not a module.</summary>
/// <param name="Input">A sequence; a recurrent module's features for the final states.</param>
/// <param name="Word">The spec's word for it: <c>last</c>, <c>final_states</c>, <c>mean</c>.</param>
/// <param name="IsNext">Whether nothing stands between it and the recurrent module, so that its states are those that PyTorch returns as <c>h_n</c>.</param>
public sealed record ReadoutModule(TensorShape Input, string Word, bool IsNext) : NetworkModule(Input)
{
    /// <summary>The last time step.</summary>
    public const string Last = "last";

    /// <summary>The last hidden state of each direction.</summary>
    public const string FinalStates = "final_states";

    /// <summary>The mean of all time steps.</summary>
    public const string Mean = "mean";

    /// <summary>The words there are.</summary>
    public static readonly IReadOnlyList<string> Words = [Last, FinalStates, Mean];

    /// <inheritdoc/>
    public override string Stem => Word;

    /// <inheritdoc/>
    public override TensorShape Output => new(0, Input.Features);

    /// <inheritdoc/>
    public override string Yaml => $"readout: {Word}";

    /// <summary>The expression that reads it of the sequence <c>output</c>, or of a recurrent module's states <c>h_n</c>.</summary>
    public override string PyTorchLine => Word switch
    {
        FinalStates when IsNext => Input.Directions == 2 ? "torch.cat((h_n[-2], h_n[-1]), dim=1)" : "h_n[-1]",
        FinalStates when Input.Directions == 2 => $"torch.cat((output[:, -1, :{Input.Features / 2}], output[:, 0, {Input.Features / 2}:]), dim=1)",
        Mean => "output.mean(dim=1)",
        _ => "output[:, -1, :]",
    };
}
