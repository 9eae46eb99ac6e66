using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training;
using MnistLstm.Training.Data;

namespace MnistLstm.Generators.Tests.Running;

/// <summary>What emitted code is held to: a trainer written by hand, of the plan that <see cref="SpecText.Valid"/> describes.</summary>
public sealed class HandMadeTrainer(
    Func<IEnumerable<Module>> modules, Func<ParameterSet, Optimizer> optimizer, TrainingPlan? plan = null, Func<LrScheduler>? scheduler = null)
    : Trainer<HandMadeTrainer.HandMadeModel>(Images, new TrainingOptions { Threads = 1 }, plan ?? Plan)
{
    /// <summary>The plan that <see cref="SpecText.Valid"/> describes.</summary>
    public static TrainingPlan Plan { get; } = new() { BatchSize = 10, Epochs = 2, Seed = 0, EvaluateEachEpoch = true };

    /// <summary>25 images of noise to train on, so the last batch is smaller, and 5 to test on.</summary>
    public static Dataset Images { get; } = new("mnist", Noise(1, 25), Noise(2, 5), new string('0', 64));

    /// <summary>The hash of the weights after all epochs.</summary>
    public static string WeightsOf(Trainer trainer)
    {
        using (trainer)
        {
            _ = trainer.Run().Count();
            return trainer.Model.Parameters.Sha256();
        }
    }

    /// <inheritdoc/>
    protected override HandMadeModel CreateModel() => new(modules());

    /// <inheritdoc/>
    protected override LrScheduler? CreateScheduler() => scheduler?.Invoke();

    /// <inheritdoc/>
    protected override Optimizer CreateOptimizer(ParameterSet parameters) => optimizer(parameters);

    private static SequenceSet Noise(int seed, int count)
    {
        Random random = new(seed);
        byte[] pixels = new byte[count * 28 * 28];
        random.NextBytes(pixels);
        return new SequenceSet(pixels, Enumerable.Range(0, count).Select(_ => random.Next(10)).ToArray(), 28, 28);
    }

    /// <summary>Modules one on another.</summary>
    public sealed class HandMadeModel : SequenceClassifier
    {
        /// <summary>Stacks them.</summary>
        public HandMadeModel(IEnumerable<Module> modules) : base(steps: 28, inputSize: 28)
        {
            foreach (Module module in modules)
            {
                Add($"module{Modules.Count}", module);
            }
        }
    }
}
