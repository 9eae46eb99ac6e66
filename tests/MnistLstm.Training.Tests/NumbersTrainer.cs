using MnistLstm.Engine;
using MnistLstm.Engine.Execution;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Modules.Losses;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Tests.Golden;

namespace MnistLstm.Training.Tests;

/// <summary>The training of make_numbers.py.</summary>
/// <param name="loss">The loss.</param>
/// <param name="threads">Threads.</param>
/// <param name="held">Samples held out.</param>
/// <param name="data">The data; null for the script's.</param>
/// <param name="steps">Training steps; 0 for the script's epochs.</param>
/// <param name="every">Steps from one evaluation to the next.</param>
/// <param name="rate">The learning rate; null for the script's.</param>
internal sealed class NumbersTrainer(LossFunction loss, int threads = 1, int held = 0, Dataset? data = null, int steps = 0, int every = 0,
    double? rate = null)
    : Trainer<NumbersTrainer.GruModel>(data ?? Formulas, new TrainingOptions { Threads = threads }, new TrainingPlan
    {
        BatchSize = s_plan.BatchSize,
        Epochs = steps == 0 ? 2 : 0,
        Steps = steps,
        EvalEvery = every,
        Seed = s_plan.Seed,
        Loss = loss,
        ValidationSamples = held,
    })
{
    private static readonly NumbersGolden.Script s_plan = NumbersGolden.Instance.Plan;

    /// <summary>The script's sequences and targets.</summary>
    public static Dataset Formulas { get; } = new("formulas", Make(s_plan.TrainSamples, 0), Make(s_plan.TestSamples, s_plan.TestOffset), Sha256: "");

    protected override GruModel CreateModel() => new();

    protected override Optimizer CreateOptimizer(ParameterSet parameters) => new Adam(parameters, rate ?? s_plan.LearningRate);

    private static SequenceSet Make(int count, int offset) => new(
        [.. Enumerable.Range(offset, count * s_plan.Steps * s_plan.Features).Select(k => (float)(unchecked((uint)k * 2654435761u) / 4294967296.0))],
        new RealTargets([.. Enumerable.Range(offset, count * s_plan.Targets).Select(k => (float)((unchecked((uint)k * 2246822519u) / 2147483648.0) - 1))],
            s_plan.Targets),
        s_plan.Steps, s_plan.Features);

    public sealed class GruModel : SequenceClassifier
    {
        public GruModel()
            : base(s_plan.Steps, s_plan.Features)
        {
            Add("gru", new Gru(s_plan.Features, s_plan.HiddenSize, bidirectional: true));
            Add("last", new LastStep());
            Add("fc", new Linear(2 * s_plan.HiddenSize, s_plan.Targets));
        }
    }
}
