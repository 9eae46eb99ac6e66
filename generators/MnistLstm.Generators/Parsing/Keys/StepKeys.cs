using MnistLstm.Training;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>The keys of a training that is counted in steps, a part of <see cref="KeyTable"/>.</summary>
internal static class StepKeys
{
    public static readonly SpecKey Steps = new(SpecKeys.Steps, ValueKind.Integer,
        "Training steps, instead of `epochs` ([more](#steps)): the samples are passed over as often as that takes, and the last pass may end early.")
    {
        Default = SpecWords.None, Range = new(1, 10000000), AffectsResult = true,
        AlsoCalled = ["max_steps", "num_steps", "n_steps", "total_steps", "train_steps", "training_steps", "num_train_steps", "max_train_steps", "iterations",
            "num_iterations", "n_iterations", "max_iters", "train_iters", "num_iters"], Examples = ["2000"],
    };

    public static readonly SpecKey EvalEvery = new(SpecKeys.EvalEvery, ValueKind.Integer,
        "Training steps from one evaluation to the next, where `steps` are counted; those of a pass over the training samples if it is not given. The end is "
            + "evaluated in any case.")
    {
        Default = SpecWords.OfPass, Range = new(1, 10000000), AffectsResult = true,
        AlsoCalled = ["eval_steps", "eval_interval", "eval_freq", "eval_frequency", "evaluation_interval", "val_check_interval", "test_every",
            "validate_every", "val_interval"], Examples = ["100"],
    };
}
