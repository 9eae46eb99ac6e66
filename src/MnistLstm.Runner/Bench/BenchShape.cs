using System.Globalization;
using MnistLstm.Engine.Modules;

namespace MnistLstm.Runner.Bench;

/// <summary>A model and a batch to measure: LSTM layers over the rows of images, the last output into ten scores, Adam.</summary>
/// <param name="Batch">B.</param>
/// <param name="Hidden">H of each direction.</param>
/// <param name="Layers">Layers on top of each other.</param>
/// <param name="Bidirectional">Whether each layer also reads the rows from the last to the first.</param>
internal sealed record BenchShape(int Batch, int Hidden, int Layers = 1, bool Bidirectional = false)
{
    /// <summary>The shape in a word: <c>b100-h128</c>, <c>b32-h2x64</c>, <c>b128-h256-l2</c>.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"b{Batch}-h{(Bidirectional ? "2x" : "")}{Hidden}{(Layers == 1 ? "" : $"-l{Layers}")}");

    /// <summary>The useful operations of one sample.</summary>
    public UsefulFlops Flops => UsefulFlops.OfSample(BenchData.Shape.Steps, BenchData.Shape.Features, Hidden, Layers, Bidirectional, onlyLastStep: true);
}
