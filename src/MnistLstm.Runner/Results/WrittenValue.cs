using System.Runtime.CompilerServices;
using MnistLstm.Runner.Storage;

namespace MnistLstm.Runner.Results;

/// <summary>The values of a spec as <see cref="SpecJson"/> writes them.</summary>
internal static class WrittenValue
{
    /// <summary>The canonical text of a value: a text, a number or a truth value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string Read(ref WrittenJson json, SharedText texts) => json.Rest switch
    {
        [(byte)'"', ..] => texts.Of(json.Text()),
        [(byte)'t', ..] when json.Passes("true"u8) => "true",
        [(byte)'f', ..] when json.Passes("false"u8) => "false",
        _ => texts.Of(json.Number()),
    };
}
