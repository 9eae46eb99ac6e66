using System.Globalization;
using System.Text;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Modules;
using MnistLstm.Training;

namespace MnistLstm.Runner.Bench;

/// <summary>A model and a batch to measure: recurrent layers over noise, the last output into a score for each class, Adam.</summary>
/// <param name="Batch">B.</param>
/// <param name="Hidden">H of each direction.</param>
/// <param name="Layers">Layers on top of each other.</param>
/// <param name="Bidirectional">Whether each layer also reads the steps from the last to the first.</param>
internal sealed record BenchShape(int Batch, int Hidden, int Layers = 1, bool Bidirectional = false)
{
    /// <summary><c>lstm</c>, <c>gru</c> or <c>rnn</c>.</summary>
    public string Cell { get; init; } = "lstm";

    /// <summary>The probability of a zero between layers.</summary>
    public double Dropout { get; init; }

    /// <summary>T.</summary>
    public int Steps { get; init; } = BenchData.Shape.Steps;

    /// <summary>I.</summary>
    public int Features { get; init; } = BenchData.Shape.Features;

    /// <summary>C.</summary>
    public int Classes { get; init; } = BenchModel.Labels;

    /// <summary>Bytes that training may take; null for what the machine has.</summary>
    public long? Memory { get; init; }

    /// <summary>The shape in a word, from which what is as in the published experiments is left out: <c>b100-h128</c>, <c>b32-h2x64</c>,
    /// <c>b128-h256-l2</c>, <c>b100-gru128</c>, <c>b100-h128-l2-d0.2</c>, <c>b100-h128-t784-i1</c>, <c>b100-h128-c1000</c>.</summary>
    public string Name
    {
        get
        {
            StringBuilder name = new();
            CultureInfo plain = CultureInfo.InvariantCulture;
            name.Append(plain, $"b{Batch}-{(Cell == "lstm" ? "h" : Cell)}{(Bidirectional ? "2x" : "")}{Hidden}");
            Add(Layers != 1, $"-l{Layers}");
            Add(Dropout != 0, string.Create(plain, $"-d{Dropout}"));
            Add(Steps != BenchData.Shape.Steps, $"-t{Steps}");
            Add(Features != BenchData.Shape.Features, $"-i{Features}");
            Add(Classes != BenchModel.Labels, $"-c{Classes}");
            return name.ToString();

            void Add(bool differs, string part) => name.Append(differs ? part : "");
        }
    }

    /// <summary>The useful operations of one sample.</summary>
    public UsefulFlops Flops => UsefulFlops.OfSample(Steps, Features, Hidden, Layers, Bidirectional, onlyLastStep: true, Gates);

    /// <summary>What training it takes beside its data.</summary>
    /// <param name="threads">Threads.</param>
    /// <param name="vectors">What it computes with, on which a little depends.</param>
    public TrainingMemory MemoryOn(int threads, SimdWidth vectors = SimdWidth.Vector512)
    {
        using BenchModel model = new(this);
        return TrainingMemory.Of(model, Batch, new TrainingOptions { Threads = threads, Simd = vectors, Memory = Memory });
    }

    private int Gates => Cell switch
    {
        "lstm" => UsefulFlops.LstmGates,
        "gru" => 3,
        _ => 1,
    };
}
