using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Runner.Tests.Cli;
using MnistLstm.Runner.Tests.Runs;
using MnistLstm.Training.Data;
using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Runner.Tests.Traces;

/// <summary>A real training of a small model that takes milliseconds: 23 images, batches of 5, so 5 steps an epoch, the last of 3.</summary>
internal static class TinyRun
{
    public const int BatchSize = 5;
    public const int TrainCount = 23;
    public const int TestCount = 7;
    public const int Epochs = 3;
    public const int StepsPerEpoch = 5;
    public const int Steps = 11;
    public const int EvalEvery = 4;

    /// <summary>Its row of the catalog; what builds differ in can be given.</summary>
    public static RunSpec Spec(double learningRate = 0.01, string name = "tiny") => Specs.Make(name, batch: BatchSize, epochs: Epochs) with
    {
        CreateTrainer = (data, options) => new TinyTrainer(data, options, learningRate),
    };

    /// <summary>The same run with two of its training images held out.</summary>
    public static RunSpec Validated() => Specs.Make("validated", batch: BatchSize, epochs: Epochs, validation: 2) with
    {
        CreateTrainer = (data, options) => new TinyTrainer(data, options, 0.01, held: 2),
    };

    /// <summary>The same run, counted in steps: evaluated after 4, 8 and 11 of them, so in the middle of its passes.</summary>
    public static RunSpec Stepped(double learningRate = 0.01, int steps = Steps) => Stepped(Spec(), learningRate, steps);

    /// <summary>A spec, counted in steps.</summary>
    public static RunSpec Stepped(RunSpec spec, double learningRate, int steps, Func<int, LrScheduler?>? schedule = null, bool atEnd = false) =>
        spec with
        {
            Settings =
            [
                .. spec.Settings.Where(setting => setting.Key != SpecKeys.Epochs),
                new Setting(SpecKeys.Steps, $"{steps}", SpecWords.None, 7),
                new Setting(SpecKeys.EvalEvery, $"{EvalEvery}", SpecWords.OfPass, 8),
            ],
            CreateStepScheduler = schedule,
            CreateTrainer = (data, options) => new TinyTrainer(data, options, learningRate, 0,
                new TrainingPlan { BatchSize = BatchSize, Steps = steps, EvalEvery = EvalEvery, Seed = 5, EvaluateEachEpoch = !atEnd }, schedule),
        };

    /// <summary>Random images; always the same.</summary>
    public static Dataset Data() => new("mnist-10k", Images(TrainCount, 1), Images(TestCount, 2), new string('d', 64));

    private static SequenceSet Images(int count, int seed)
    {
        Random random = new(seed);
        byte[] pixels = new byte[count * (28 * 28)];
        random.NextBytes(pixels);
        return new SequenceSet(pixels, [.. Enumerable.Range(0, count).Select(i => i % 10)], 28, 28);
    }

    private sealed class TinyTrainer(Dataset data, TrainingOptions options, double learningRate, int held = 0, TrainingPlan? plan = null,
        Func<int, LrScheduler?>? schedule = null)
        : Trainer<SmallModel>(data, options, plan ?? new TrainingPlan { BatchSize = BatchSize, Epochs = Epochs, Seed = 5, ValidationSamples = held })
    {
        protected override SmallModel CreateModel() => new();

        protected override LrScheduler? CreateScheduler() => schedule?.Invoke(StepsPerEpoch);

        protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, learningRate);
    }
}
