using MnistLstm.Engine.Modules;

namespace MnistLstm.Runner.Predictions;

/// <summary>A model's values for one sample, module by module, in double precision.</summary>
/// <param name="Recurrents">The directions of each recurrent module, layer by layer.</param>
/// <param name="Vectors">What leaves the readout and each module above it.</param>
internal sealed record SampleTrace(IReadOnlyList<(string Name, IReadOnlyList<TracedDirection> Directions)> Recurrents,
    IReadOnlyList<(string Name, double[] Values)> Vectors)
{
    // Float32 against float64 over some hundred steps; a wrong formula is off by far more.
    private const double Close = 1e-3;

    /// <summary>What leaves the last module.</summary>
    public double[] Scores => Vectors[^1].Values;

    /// <summary>Follows a sample through a model.</summary>
    /// <param name="model">The model; its weights are only read.</param>
    /// <param name="steps">The sample, [T, I].</param>
    public static SampleTrace Of(SequenceClassifier model, double[][] steps)
    {
        List<(string, IReadOnlyList<TracedDirection>)> recurrents = [];
        List<(string, double[])> vectors = [];
        TracedDirection[] top = [];
        double[][] sequence = steps;
        double[] vector = [];
        foreach ((string name, Module module) in model.Modules)
        {
            switch (module)
            {
                case Recurrent recurrent:
                    List<TracedDirection> directions = [];
                    for (int layer = 0; layer < recurrent.NumLayers; layer++)
                    {
                        bool[] ways = recurrent.Bidirectional ? [false, true] : [false];
                        top = [.. ways.Select(reverse => TracedDirection.Of(recurrent, layer, reverse, sequence))];
                        sequence = [.. Enumerable.Range(0, sequence.Length).Select(t => top.SelectMany(direction => direction.Output[t]).ToArray())];
                        directions.AddRange(top);
                    }

                    recurrents.Add((name, directions));
                    break;
                case Readout readout:
                    vector = Read(readout, sequence, top);
                    break;
                default:
                    // Below the readout it works on each time step by itself.
                    Func<double[], double[]> formula = FormulaOf(module);
                    sequence = vector.Length == 0 ? [.. sequence.Select(formula)] : sequence;
                    vector = vector.Length == 0 ? vector : formula(vector);
                    break;
            }

            if (vector.Length > 0)
            {
                vectors.Add((name, vector));
            }
        }

        return new SampleTrace(recurrents, vectors);
    }

    /// <summary>Whether the engine comes to these scores, too.</summary>
    public bool Agrees(
        IReadOnlyList<float> scores) => Scores.Zip(scores).All(pair => Math.Abs(pair.First - pair.Second) <= Close * Math.Max(1, Math.Abs(pair.First)));

    private static Func<double[], double[]> FormulaOf(Module module) => module switch
    {
        Linear linear => x => TracedDirection.Affine(linear.weight, linear.bias, x),
        LayerNorm norm => x => Normalized(norm, x),
        Softmax => SoftmaxOf,
        Dropout or VariationalDropout => x => x,
        Relu => x => [.. x.Select(value => Math.Max(0, value))],
        Tanh => x => [.. x.Select(Math.Tanh)],
        _ => throw new NotSupportedException($"{module} has no formula here"),
    };

    private static double[] Read(Readout readout, double[][] sequence, TracedDirection[] top) => readout switch
    {
        LastStep => sequence[^1],
        FinalStates => [.. top.SelectMany(direction => direction.FinalState)],
        MeanOverTime => [.. Enumerable.Range(0, sequence[0].Length).Select(feature => sequence.Average(step => step[feature]))],
        _ => throw new NotSupportedException($"{readout} has no formula here"),
    };

    private static double[] Normalized(LayerNorm norm, double[] x)
    {
        double mean = x.Average();
        double deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + LayerNorm.Epsilon);
        return [.. x.Select((value, n) => ((value - mean) / deviation * norm.weight.Values[n]) + norm.bias.Values[n])];
    }

    private static double[] SoftmaxOf(double[] scores)
    {
        double[] powers = [.. scores.Select(score => Math.Exp(score - scores.Max()))];
        return [.. powers.Select(power => power / powers.Sum())];
    }
}
