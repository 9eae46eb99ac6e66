using System.Collections;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MnistLstm.Engine.Memory;

namespace MnistLstm.Engine;

/// <summary>
/// All parameters of a model in PyTorch's state_dict order. Their values lie in one block without gaps, their gradients in another,
/// so an optimizer and the weights' hash see one array.
/// </summary>
public sealed unsafe class ParameterSet : IReadOnlyList<Parameter>
{
    private readonly Parameter[] _parameters;
    private readonly PinnedBuffer _values;
    private readonly PinnedBuffer _gradients;

    internal ParameterSet(IEnumerable<Parameter> parameters)
    {
        _parameters = [.. parameters];
        TotalCount = _parameters.Sum(p => p.Count);
        _values = new PinnedBuffer(TotalCount);
        _gradients = new PinnedBuffer(TotalCount);
        int offset = 0;
        foreach (Parameter p in _parameters)
        {
            p.Attach(_values, _gradients, offset);
            offset += p.Count;
        }
    }

    /// <summary>Number of parameter tensors.</summary>
    public int Count => _parameters.Length;

    /// <summary>Number of elements of all of them.</summary>
    public int TotalCount { get; }

    /// <summary>All values, concatenated. A span that you hold keeps its memory, even when the model is gone.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public Span<float> Values => _values.Span(0, TotalCount);

    /// <summary>All gradients, concatenated.</summary>
    /// <exception cref="ObjectDisposedException">The model was disposed of.</exception>
    public ReadOnlySpan<float> Gradients => _gradients.Span(0, TotalCount);

    internal float* ValuePointer => _values.Pointer;

    internal float* GradientPointer => _gradients.Pointer;

    /// <summary>The parameter at a place of the state_dict.</summary>
    /// <param name="index">The place, from 0.</param>
    public Parameter this[int index] => _parameters[index];

    /// <summary>The parameter of a name.</summary>
    /// <param name="name">PyTorch's name: <c>lstm.weight_ih_l0</c>.</param>
    /// <exception cref="KeyNotFoundException">No parameter has that name; the message lists those there are.</exception>
    public Parameter this[string name] =>
        Array.Find(_parameters, p => p.Name == name)
        ?? throw new KeyNotFoundException($"no parameter '{name}'; there are {string.Join(", ", _parameters.Select(p => p.Name))}");

    /// <summary>SHA-256, lower-case hex, over the raw little-endian float32 bytes of all parameters in order; no names, no shapes.</summary>
    public string Sha256()
    {
        if (!BitConverter.IsLittleEndian)
        {
            throw new PlatformNotSupportedException("weights are hashed as little-endian bytes");
        }

        return Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(Values)));
    }

    /// <summary>
    /// The elements, a range for each parameter, so that threads which share a range share its rows as they share a gradient's. Or those alone
    /// of the parameters that are reached. A line of the cache that two parameters share goes with the first, or with the one that is reached.
    /// </summary>
    internal IEnumerable<ElementRange> Ranges(bool unreachedToo)
    {
        const int Line = Padding.Floats;
        int done = 0;
        int offset = 0;
        foreach (Parameter p in _parameters)
        {
            int end = offset + p.Count;
            int from = Math.Max(done, offset / Line * Line);
            int to = (end + Line - 1) / Line * Line;
            if (unreachedToo || p.IsReached)
            {
                if (from < to)
                {
                    yield return new ElementRange(from, Math.Min(to, TotalCount) - from);
                }

                done = to;
            }

            offset = end;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)_parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Gives the memory up: whoever asks for it afterwards is told so.</summary>
    internal void GiveUp()
    {
        _values.GiveUp();
        _gradients.GiveUp();
    }
}
