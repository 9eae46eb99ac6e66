using System.Diagnostics;
using MnistLstm.Engine;
using MnistLstm.Engine.Modules;
using MnistLstm.Engine.Optimizers;
using MnistLstm.Engine.Schedulers;
using MnistLstm.Training.Data;
using MnistLstm.Training.Tests.Golden;

namespace MnistLstm.Training.Tests;

/// <summary>Whatever the training loop does besides training, its losses are those of the PyTorch script that does the same.</summary>
public sealed class LoopTests
{
    private static readonly LoopGolden.Script s_plan = LoopGolden.Instance.Plan;

    public static TheoryData<string> Cases => [.. LoopGolden.Instance.Cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_has_the_losses_of_the_PyTorch_script(string name)
    {
        LoopGolden.Case golden = LoopGolden.Instance.Cases.Single(c => c.Name == name);
        EpochMetrics[] epochs = Run(golden, threads: 1);
        Assert.Equal(golden.Epochs.Length, epochs.Length);
        for (int e = 0; e < epochs.Length; e++)
        {
            Close(golden.Epochs[e].TrainLoss, epochs[e].TrainLoss);
            Close(golden.Epochs[e].ValidationLoss, epochs[e].ValidationLoss);
            Close(golden.Epochs[e].TestLoss, epochs[e].TestLoss);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void It_ends_with_the_weights_that_the_script_ends_with(string name)
    {
        LoopGolden.Case golden = LoopGolden.Instance.Cases.Single(c => c.Name == name);
        using GoldenTrainer trainer = Make(golden, threads: 1);
        _ = trainer.Run().Count();
        Close(golden.FinalTestLoss, trainer.Evaluate().Loss);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_run_is_the_same_on_three_threads(string name)
    {
        LoopGolden.Case golden = LoopGolden.Instance.Cases.Single(c => c.Name == name);
        Assert.Equal(Run(golden, threads: 1), Run(golden, threads: 3));
    }

    private static void Close(double? expected, double? got)
    {
        Assert.Equal(expected is null, got is null);
        Assert.Equal(expected ?? 0, got ?? 0, 2e-6);
    }

    private static EpochMetrics[] Run(LoopGolden.Case golden, int threads)
    {
        using GoldenTrainer trainer = Make(golden, threads);
        return [.. trainer.Run()];
    }

    private static GoldenTrainer Make(LoopGolden.Case golden, int threads)
    {
        Dataset data = new("formulas", FormulaImages.Make(s_plan.TrainSamples, 0), FormulaImages.Make(s_plan.TestSamples, s_plan.TestOffset), Sha256: "");
        return new(data, golden, new TrainingOptions { Threads = threads });
    }

    private sealed class GoldenTrainer(Dataset data, LoopGolden.Case golden, TrainingOptions options) : Trainer<GoldenModel>(data, options, new TrainingPlan
    {
        BatchSize = s_plan.BatchSize,
        Epochs = s_plan.Epochs,
        Seed = s_plan.Seed,
        ValidationSamples = golden.ValidationSamples,
        ValidationFraction = golden.ValidationFraction,
        ValidationSeed = golden.ValidationSeed,
        RestoreBest = golden.RestoreBest,
        EvaluateEachEpoch = golden.EvaluateEachEpoch,
        ClipGradNorm = golden.ClipGradNorm,
        ClipGradValue = golden.ClipGradValue,
        LabelSmoothing = golden.LabelSmoothing,
        ClassWeights = golden.ClassWeights,
        Shuffle = golden.Shuffle,
        DropLast = golden.DropLast,
    })
    {
        protected override GoldenModel CreateModel() => new();

        protected override LrScheduler? CreateScheduler() => golden.Scheduler switch
        {
            null => null,
            "StepLR" => new StepLr(s_plan.LearningRate, (int)golden.Arguments["step_size"], golden.Arguments["gamma"]),
            "CosineAnnealingLR" => new CosineAnnealingLr(s_plan.LearningRate, (int)golden.Arguments["T_max"], golden.Arguments["eta_min"]),
            "OneCycleLR" => new OneCycleLr(s_plan.LearningRate, s_plan.Epochs * StepsPerEpoch, golden.Arguments["pct_start"],
                divFactor: golden.Arguments.GetValueOrDefault("div_factor", 25)) { StepsPerEpoch = StepsPerEpoch },
            _ => throw new UnreachableException($"no scheduler is called '{golden.Scheduler}'"),
        };

        protected override Optimizer CreateOptimizer(ParameterSet parameters) =>
            golden.Optimizer == "SGD" ? new Sgd(parameters, s_plan.LearningRate) : new Adam(parameters, s_plan.LearningRate);
    }

    private sealed class GoldenModel : SequenceClassifier
    {
        public GoldenModel()
            : base(28, 28)
        {
            Add("lstm", new Lstm(28, s_plan.HiddenSize, s_plan.Layers, dropout: s_plan.Dropout));
            Add("last", new LastStep());
            Add("fc", new Linear(s_plan.HiddenSize, 10));
        }
    }
}
