using System.Collections.Generic;

namespace MnistLstm.Generators.Model;

/// <summary>The network of a spec: an LSTM over the rows of an image, its last step, a linear layer.</summary>
/// <param name="HiddenSize">H, the hidden units of a layer and direction.</param>
/// <param name="Layers">Number of stacked layers.</param>
/// <param name="Bidirectional">Whether every layer also reads the image from below.</param>
/// <param name="Softmax">Whether a softmax follows the linear layer.</param>
internal sealed record ModelShape(int HiddenSize, int Layers, bool Bidirectional, bool Softmax)
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

    /// <summary>All parameters' elements: the LSTM's and the linear layer's.</summary>
    public long ParameterCount
    {
        get
        {
            long count = Classes * (Features + 1);
            foreach (LstmParameter parameter in LstmParameters())
            {
                count += (long)parameter.Rows * (parameter.Columns ?? 1);
            }

            return count;
        }
    }

    /// <summary>The LSTM's parameters in PyTorch's order: by layer, in a layer by direction.</summary>
    public IEnumerable<LstmParameter> LstmParameters()
    {
        int gates = 4 * HiddenSize;
        for (int layer = 0; layer < Layers; layer++)
        {
            int inputs = layer == 0 ? InputSize : Directions * HiddenSize;
            string source = layer == 0 ? "input" : $"layer {layer - 1}";
            for (int direction = 0; direction < Directions; direction++)
            {
                string suffix = $"l{layer}{(direction == 1 ? "_reverse" : "")}";
                string reading = direction == 1 ? ", read from the last step" : "";
                yield return new LstmParameter($"weight_ih_{suffix}", gates, inputs, $"{source} to gates i, f, g, o{reading}");
                yield return new LstmParameter($"weight_hh_{suffix}", gates, HiddenSize, $"hidden state to gates i, f, g, o{reading}");
                yield return new LstmParameter($"bias_ih_{suffix}", gates, null, $"added with {source} to gates i, f, g, o{reading}");
                yield return new LstmParameter($"bias_hh_{suffix}", gates, null, $"added with the hidden state to gates i, f, g, o{reading}");
            }
        }
    }
}
