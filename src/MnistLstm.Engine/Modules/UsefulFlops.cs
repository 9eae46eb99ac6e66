using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Features;

namespace MnistLstm.Engine.Modules;

/// <summary>
/// The floating-point operations that a sample's way through a model cannot do without: products of matrices, a
/// multiplication and an addition being two. What is cheap beside them is not counted (biases, activations, readout, head, loss,
/// optimizer), nor is what need not be computed. The one definition of "useful" for speeds, estimates and docs/benchmarks.md.
/// </summary>
/// <param name="Forward">Gates from inputs and hidden state.</param>
/// <param name="Backward">Gradients of the hidden state, and of the inputs of layers above the first.</param>
/// <param name="WeightGradient">Gradients of weight_ih and weight_hh.</param>
public readonly record struct UsefulFlops(long Forward, long Backward, long WeightGradient)
{
    /// <summary>Gates of an LSTM: i, f, g, o.</summary>
    public const int LstmGates = 4;

    /// <summary>All of a training step's.</summary>
    public long Step => Forward + Backward + WeightGradient;

    /// <summary>
    /// Counts for one sample. A direction runs S steps: all T, but one when it is the top layer's reverse direction and only the last step
    /// of the output is read. A gate's product costs 2·H·I a step for the inputs and 2·H·H for the hidden state, which the first of the
    /// S steps does not have: with G gates, forward and weight gradients are 2·G·H·(S·I + (S - 1)·H) each, the hidden state's gradient
    /// 2·G·H·(S - 1)·H, the gradient of an upper layer's inputs 2·G·H·S·I.
    /// </summary>
    /// <param name="steps">T.</param>
    /// <param name="inputSize">I of the first layer; an upper layer's is D·H.</param>
    /// <param name="hiddenSize">H of each direction.</param>
    /// <param name="layers">Layers on top of each other.</param>
    /// <param name="bidirectional">Whether D is 2.</param>
    /// <param name="onlyLastStep">Whether only the last step of the output is read.</param>
    /// <param name="gates">G.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number below 1.</exception>
    public static UsefulFlops OfSample(int steps, int inputSize, int hiddenSize, int layers, bool bidirectional, bool onlyLastStep, int gates = LstmGates)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(inputSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(hiddenSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(layers, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(gates, 1);
        UsefulFlops sum = default;
        for (int layer = 0; layer < layers; layer++)
        {
            bool first = layer == 0;
            long inputs = first ? inputSize : (bidirectional ? 2L : 1L) * hiddenSize;
            sum += OfDirection(steps, inputs, hiddenSize, gates, first);
            if (bidirectional)
            {
                sum += OfDirection(onlyLastStep && layer == layers - 1 ? 1 : steps, inputs, hiddenSize, gates, first);
            }
        }

        return sum;
    }

    /// <summary>
    /// Counts for one sample of a model: its recurrent modules, and what linear layers it has below the last one of all, which is the head.
    /// A linear layer's product costs 2·F·O a step of its input that is read.
    /// </summary>
    public static UsefulFlops OfSample(SequenceClassifier model)
    {
        IReadOnlyList<StepsRead> reads = model.Reads();
        FeatureShape input = new(model.Steps, model.InputSize);
        UsefulFlops sum = default;
        UsefulFlops head = default;
        bool learns = false; // whether something below needs the input's gradient
        for (int m = 0; m < reads.Count; m++)
        {
            Module module = model.Modules[m].Module;
            UsefulFlops own = module.Flops(input, reads[m], learns);
            if (module.Parameters.Count > 0)
            {
                (sum, head, learns) = (sum + head, module is Linear ? own : default, true);
                sum += module is Linear ? default : own;
            }

            input = module.Infer(input);
        }

        return sum;
    }

    /// <summary>Phase by phase.</summary>
    public static UsefulFlops operator +(UsefulFlops a, UsefulFlops b) =>
        new(a.Forward + b.Forward, a.Backward + b.Backward, a.WeightGradient + b.WeightGradient);

    /// <summary>Of so many samples.</summary>
    public static UsefulFlops operator *(UsefulFlops sample, int samples) =>
        new(sample.Forward * samples, sample.Backward * samples, sample.WeightGradient * samples);

    private static UsefulFlops OfDirection(long stepsRun, long inputs, long hidden, int gates, bool firstLayer)
    {
        long rows = 2 * gates * hidden;
        long product = rows * ((stepsRun * inputs) + ((stepsRun - 1) * hidden));
        long hiddenGradient = rows * (stepsRun - 1) * hidden;
        long inputGradient = firstLayer ? 0 : rows * stepsRun * inputs;
        return new UsefulFlops(product, hiddenGradient + inputGradient, product);
    }
}
