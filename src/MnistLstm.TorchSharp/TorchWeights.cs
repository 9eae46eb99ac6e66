using System.Runtime.InteropServices;
using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using TorchSharp;

namespace MnistLstm.TorchSharp;

/// <summary>A module's parameters beside those of the exact engine's model, by their names in the state_dict.</summary>
internal static class TorchWeights
{
    private const double Close = 1e-5;

    /// <summary>Copies the module's weights into the model's parameters.</summary>
    /// <exception cref="InvalidOperationException">The two do not have the same parameters.</exception>
    public static void Copy(torch.nn.Module module, ParameterSet parameters)
    {
        foreach ((Parameter parameter, float[] values) in Pairs(module, parameters))
        {
            values.CopyTo(parameter.Values);
        }
    }

    /// <summary>Copies the model's parameters into the module.</summary>
    public static void CopyBack(torch.nn.Module module, ParameterSet parameters)
    {
        using DisposeScope scope = torch.NewDisposeScope();
        using IDisposable noGradients = torch.no_grad();
        foreach ((string name, torch.Tensor tensor) in module.named_parameters())
        {
            tensor.copy_(torch.tensor(parameters[name].Values.ToArray(), tensor.shape));
        }
    }

    /// <summary>
    /// Sees to it that libtorch starts where the exact engine does. Of an orthogonal weight libtorch is given the exact engine's values, if its own are
    /// those to 1e-5.
    /// </summary>
    /// <param name="module">The module as it was made.</param>
    /// <param name="model">The exact engine's model, initialised.</param>
    /// <exception cref="InvalidOperationException">A parameter differs in a bit; the message names it.</exception>
    public static void ThrowIfDifferent(torch.nn.Module module, SequenceClassifier model)
    {
        foreach ((Parameter parameter, float[] values) in Pairs(module, model.Parameters))
        {
            if (model.Initial?.HasPyTorchsBits(parameter) == false && Farthest(values, parameter) <= Close)
            {
                using IDisposable noGradients = torch.no_grad();
                using torch.Tensor own = torch.tensor(parameter.Values.ToArray(), [.. parameter.Shape.Select(size => (long)size)]);
                module.named_parameters().First(named => named.name == parameter.Name).parameter.copy_(own);
                continue;
            }

            if (!MemoryMarshal.AsBytes(values.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(parameter.Values)))
            {
                int at = Enumerable.Range(0, values.Length)
                    .First(i => BitConverter.SingleToUInt32Bits(values[i]) != BitConverter.SingleToUInt32Bits(parameter.Values[i]));
                throw new InvalidOperationException(
                    $"libtorch's initial weights are not PyTorch's of this seed: {parameter.Name}[{at}] is {values[at]:R}, expected {parameter.Values[at]:R}; "
                        + $"nothing was trained. Another TorchSharp version, or another way to draw random numbers in its libtorch, would explain it");
            }
        }
    }

    private static double Farthest(float[] values, Parameter parameter)
    {
        double farthest = 0;
        for (int i = 0; i < values.Length; i++)
        {
            farthest = Math.Max(farthest, Math.Abs((double)values[i] - parameter.Values[i]));
        }

        return farthest;
    }

    private static IEnumerable<(Parameter Parameter, float[] Values)> Pairs(torch.nn.Module module, ParameterSet parameters)
    {
        Dictionary<string, float[]> weights = [];
        using (torch.NewDisposeScope())
        {
            foreach ((string name, torch.Tensor tensor) in module.named_parameters())
            {
                weights.Add(name, tensor.detach().data<float>().ToArray());
            }
        }

        string[] differing = [.. weights.Keys.Except(parameters.Select(p => p.Name)), .. parameters.Select(p => p.Name).Except(weights.Keys)];
        return differing.Length == 0
            ? parameters.Select(parameter => (parameter, weights[parameter.Name]))
            : throw new InvalidOperationException($"the module has other parameters than the model: {string.Join(", ", differing)} on one side only");
    }
}
