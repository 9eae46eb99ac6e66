using Microsoft.CodeAnalysis;
using MnistLstm.TorchSharp;
using TorchSharp;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>TorchSharp and the second engine, to compile emitted code against. Their managed code is enough for that; libtorch is not there.</summary>
public static class TorchReferences
{
    /// <summary>TorchSharp.</summary>
    public static MetadataReference Library { get; } = MetadataReference.CreateFromFile(typeof(torch).Assembly.Location);

    /// <summary>The second engine.</summary>
    public static MetadataReference Engine { get; } = MetadataReference.CreateFromFile(typeof(TorchTraining).Assembly.Location);

    /// <summary>Runs the generator where both are referenced.</summary>
    public static GeneratorRun Of(params SpecText[] specs) => GeneratorRun.Of(specs, [], moreReferences: [Library, Engine]);
}
