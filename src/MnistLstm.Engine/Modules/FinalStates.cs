using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// <c>torch.cat((h_n[-2], h_n[-1]), dim=1)</c>: the last hidden state of each direction of the topmost recurrent layer, [B, T, D·H] → [B, D·H].
/// The forward direction ends at the last time step, the reverse one at the first.
/// </summary>
public sealed unsafe class FinalStates : Readout
{
    private int _directions;

    /// <summary>As a PyTorch user writes it, which depends on the directions, and so on the model it stands in.</summary>
    public override string ToString() => _directions == 2 ? "torch.cat((h_n[-2], h_n[-1]), dim=1)" : "h_n[-1]";

    internal override FeatureShape Infer(FeatureShape input)
    {
        if (input.Directions == 0)
        {
            throw new ArgumentException($"the final states are a recurrent layer's; put the readout right behind one, not behind {input}", nameof(input));
        }

        _directions = input.Directions;
        return base.Infer(input);
    }

    internal override StepsRead Reads(StepsRead output) => StepsRead.Final;

    internal override void Forward(in Pass pass, int from, int to)
    {
        for (int direction = 0; direction < _directions; direction++)
        {
            for (int b = from; b < to; b++)
            {
                Copy(Input.Row(Input.FinalStep(direction), b, pass.Batch), Output.Row(0, b, pass.Batch), direction);
            }
        }
    }

    private protected override void InputGradient(in Pass pass, int from, int to)
    {
        for (int direction = 0; direction < _directions; direction++)
        {
            for (int b = from; b < to; b++)
            {
                Copy(Output.GradientRow(0, b, pass.Batch), Input.GradientRow(Input.FinalStep(direction), b, pass.Batch, direction), direction);
            }
        }
    }

    private void Copy(float* source, float* target, int direction)
    {
        int count = Input.Features / _directions;
        new Span<float>(source + (direction * count), count).CopyTo(new Span<float>(target + (direction * count), count));
    }
}
