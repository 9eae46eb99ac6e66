using System.Collections.Generic;

namespace MnistLstm.Generators.Model;

/// <summary>The network of a spec: recurrent layers over the rows of an image, what is read of their output, a linear layer.</summary>
/// <param name="Cell">The kind of the recurrent layers.</param>
/// <param name="HiddenSize">H, the hidden units of a layer and direction.</param>
/// <param name="Layers">Number of stacked layers.</param>
/// <param name="Bidirectional">Whether every layer also reads the image from below.</param>
/// <param name="Dropout">The dropout between layers; null for none.</param>
/// <param name="FinalStates">Whether the linear layer sees the last hidden state of each direction, not the output of the last step.</param>
/// <param name="Softmax">Whether a softmax follows the linear layer.</param>
internal sealed record ModelShape(RecurrentCell Cell, int HiddenSize, int Layers, bool Bidirectional, Probability? Dropout, bool FinalStates, bool Softmax)
{
    /// <summary>T, the rows of an image.</summary>
    public const int Steps = 28;

    /// <summary>I, the columns of an image.</summary>
    public const int InputSize = 28;

    /// <summary>C, the digits.</summary>
    public const int Classes = 10;

    /// <summary>D, the directions.</summary>
    public int Directions => Bidirectional ? 2 : 1;

    /// <summary>D·H, what leaves a layer at each step.</summary>
    public long Features => (long)Directions * HiddenSize;

    /// <summary>All parameters' elements: the recurrent layers' and the linear layer's.</summary>
    public long ParameterCount
    {
        get
        {
            long count = Classes * (Features + 1);
            foreach (RecurrentParameter parameter in RecurrentParameters())
            {
                count += (long)parameter.Rows * (parameter.Columns ?? 1);
            }

            return count;
        }
    }

    /// <summary>The recurrent layers' parameters in PyTorch's order: by layer, in a layer by direction.</summary>
    public IEnumerable<RecurrentParameter> RecurrentParameters()
    {
        int rows = Cell.Gates * HiddenSize;
        for (int layer = 0; layer < Layers; layer++)
        {
            int inputs = layer == 0 ? InputSize : Directions * HiddenSize;
            string source = layer == 0 ? "input" : $"layer {layer - 1}";
            for (int direction = 0; direction < Directions; direction++)
            {
                string suffix = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
                string target = $"{Cell.Target}{(direction == 1 ? ", read from the last step" : "")}";
                yield return new RecurrentParameter($"weight_ih_{suffix}", rows, inputs, $"{source} to {target}");
                yield return new RecurrentParameter($"weight_hh_{suffix}", rows, HiddenSize, $"hidden state to {target}");
                yield return new RecurrentParameter($"bias_ih_{suffix}", rows, null, $"added with {source} to {target}");
                yield return new RecurrentParameter($"bias_hh_{suffix}", rows, null, $"added with the hidden state to {target}");
            }
        }
    }
}
