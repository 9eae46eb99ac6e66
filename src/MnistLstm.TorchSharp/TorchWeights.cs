using System.Runtime.InteropServices;
using MnistLstm.Engine;
using TorchSharp;

namespace MnistLstm.TorchSharp;

/// <summary>A module's parameters beside those of the exact engine's model, by their names in the state_dict.</summary>
internal static class TorchWeights
{
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

    /// <summary>Sees to it that libtorch starts where the exact engine does.</summary>
    /// <exception cref="InvalidOperationException">A parameter differs in a bit; the message names it.</exception>
    public static void ThrowIfDifferent(torch.nn.Module module, ParameterSet parameters)
    {
        foreach ((Parameter parameter, float[] values) in Pairs(module, parameters))
        {
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
