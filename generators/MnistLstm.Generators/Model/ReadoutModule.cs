namespace MnistLstm.Generators.Model;

/// <summary>What is read of a sequence: [B, T, F] to [B, F]. In PyTorch an expression, not a module.</summary>
/// <param name="Input">A sequence; a recurrent module's features for the final states.</param>
/// <param name="Word">The spec's word for it: <c>last</c>, <c>final_states</c>, <c>mean</c>.</param>
internal sealed record ReadoutModule(FeatureShape Input, string Word) : ModelModule(Input)
{
    /// <summary>The last time step.</summary>
    public const string Last = "last";

    /// <summary>The last hidden state of each direction.</summary>
    public const string FinalStates = "final_states";

    /// <summary>The mean of all time steps.</summary>
    public const string Mean = "mean";

    /// <inheritdoc/>
    public override string Stem => Word;

    /// <inheritdoc/>
    public override FeatureShape Output => new(0, Input.Features);

    /// <summary>The expression of a recurrent module's <c>output, h_n</c>.</summary>
    public override string PyTorchLine => Word switch
    {
        FinalStates => Input.Directions == 2 ? "torch.cat((h_n[-2], h_n[-1]), dim=1)" : "h_n[-1]",
        Mean => "output.mean(dim=1)",
        _ => "output[:, -1, :]",
    };
}
