using System.Diagnostics;
using MnistLstm.Engine.Kernels;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Tests.Golden;

namespace MnistLstm.Engine.Tests.Optimizers;

/// <summary>An optimizer on a single tensor, fed with given gradients.</summary>
internal sealed unsafe class SteppedOptimizer : IDisposable
{
    public SteppedOptimizer(OptimizerGolden.Case golden, ReadOnlySpan<float> start)
    {
        Parameters = new ParameterSet([new Parameter("p", start.Length)]);
        start.CopyTo(Parameters.Values);
        Optimizer = Create(golden, Parameters);
    }

    public ParameterSet Parameters { get; }

    public Optimizer Optimizer { get; }

    public static Optimizer Create(OptimizerGolden.Case golden, ParameterSet parameters) => golden.Optimizer switch
    {
        "adam" => new Adam(
            parameters, golden.LearningRate, golden.WeightDecay, golden.Betas?[0] ?? 0.9, golden.Betas?[1] ?? 0.999, golden.Eps ?? 1e-8, golden.Amsgrad),
        "adamw" => new AdamW(
            parameters, golden.LearningRate, golden.WeightDecay, golden.Betas?[0] ?? 0.9, golden.Betas?[1] ?? 0.999, golden.Eps ?? 1e-8, golden.Amsgrad),
        "nadam" => new NAdam(parameters, golden.LearningRate, golden.WeightDecay, golden.Betas?[0] ?? 0.9, golden.Betas?[1] ?? 0.999, golden.Eps ?? 1e-8,
            golden.MomentumDecay ?? 0.004),
        "adagrad" => new Adagrad(parameters, golden.LearningRate, golden.WeightDecay, golden.Eps ?? 1e-10),
        "adadelta" => new Adadelta(parameters, golden.LearningRate, golden.WeightDecay, golden.Rho ?? 0.9, golden.Eps ?? 1e-6),
        "sgd" => new Sgd(parameters, golden.LearningRate, golden.Momentum, golden.Nesterov, golden.WeightDecay, golden.Dampening),
        "rmsprop" => new RmsProp(parameters, golden.LearningRate, golden.Momentum, golden.WeightDecay, golden.Alpha ?? 0.99, golden.Eps ?? 1e-8),
        _ => throw new UnreachableException($"no optimizer is called '{golden.Optimizer}'"),
    };

    public void Step(ReadOnlySpan<float> gradient, SimdWidth? width = null, int parts = 1)
    {
        Begin(gradient);
        for (int part = 0; part < parts; part++)
        {
            StepPart(width, part, parts);
        }
    }

    public void Begin(ReadOnlySpan<float> gradient)
    {
        gradient.CopyTo(new Span<float>(Parameters.GradientPointer, Parameters.TotalCount));
        Optimizer.BeginStep();
    }

    public void StepPart(SimdWidth? width, int part, int parts) => Optimizer.Step(KernelSet.Of(width ?? SimdWidths.Best), part, parts);

    /// <summary>The values' bits, 8 hex digits each.</summary>
    public string Bits() => OptimizerGolden.Bits(Parameters.Values);

    public void Dispose() => Optimizer.Dispose();
}
