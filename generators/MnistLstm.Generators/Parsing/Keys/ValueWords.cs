using System.Collections.Generic;
using System.Linq;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>What values are called in other tools (torch's classes, Keras, Lightning, Hugging Face) that no slip of a finger leads to.</summary>
internal static class ValueWords
{
    private static readonly (string Key, string Words, string Meant)[] s_groups =
    [
        (SpecKeys.Direction, "both bi bidir bidirect bilstm two 2 true yes", SpecWords.Bidirectional),
        (SpecKeys.Direction, "uni unidirectional single one 1 false no ltr causal", SpecWords.Forward),
        (SpecKeys.Optimizer, "adamw_torch adamw_hf adamw_torch_fused decoupled_adam", "adamw"),
        (SpecKeys.Optimizer, "momentum sgd_momentum gd gradient_descent nesterov", "sgd"),
        (SpecKeys.Optimizer, "rms", "rmsprop"),
        (SpecKeys.Loss, "crossentropy cross_entropy_loss ce xent categorical_crossentropy sparse_categorical_crossentropy softmax_cross_entropy "
            + "nll nll_loss nllloss log_loss", SpecWords.CrossEntropy),
        (SpecKeys.Loss, "mse mean_squared_error l2 squared_error l2_loss", SpecWords.MseLoss),
        (SpecKeys.Loss, "mae mean_absolute_error l1 absolute_error", SpecWords.L1Loss),
        (SpecKeys.Loss, "huber huber_loss", SpecWords.SmoothL1Loss),
        (SpecKeys.LrScheduler, "step steplr", "step_lr"),
        (SpecKeys.LrScheduler, "multistep multi_step multisteplr piecewise piecewise_constant", "multi_step_lr"),
        (SpecKeys.LrScheduler, "exponential exp exponential_decay", "exponential_lr"),
        (SpecKeys.LrScheduler, "cosine cosine_annealing cosine_decay cos", "cosine_annealing_lr"),
        (SpecKeys.LrScheduler, "cosine_restarts sgdr warm_restarts cosine_with_restarts", "cosine_annealing_warm_restarts"),
        (SpecKeys.LrScheduler, "linear", "linear_lr"),
        (SpecKeys.LrScheduler, "plateau on_plateau reduce_on_plateau reducelronplateau reducelr", SpecWords.OnPlateau),
        (SpecKeys.LrScheduler, "onecycle one_cycle 1cycle onecyclelr", SpecWords.OneCycle),
        (SpecKeys.LrScheduler, "constant fixed off no false", SpecWords.NoScheduler),
        (SpecKeys.Evaluate, "epoch epochs every_epoch per_epoch steps true yes", SpecWords.EachEpoch),
        (SpecKeys.Evaluate, "end final last once", SpecWords.AtEnd),
        (SpecKeys.Readout, "last_hidden last_step last_output last_time_step output", "last"),
        (SpecKeys.Readout, "hidden h_n hidden_state last_hidden_state final_state states final", "final_states"),
        (SpecKeys.Head, "none linear_head dense fc logits false log_softmax", SpecWords.LinearHead),
        (SpecKeys.Monitor, "val_loss valid_loss dev_loss eval_loss validation", "validation_loss"),
        (SpecKeys.Monitor, "loss training_loss train", "train_loss"),
        (SpecKeys.Dataset, "fmnist fashion fashionmnist", "fashion-mnist"),
        (SpecKeys.Normalize, "true yes standard standardize standardise zscore z_score per_feature", SpecWords.OfTraining),
        (SpecKeys.Normalize, "false no off", SpecWords.None),
    ];

    private static readonly Dictionary<(string Key, string Word), string> s_meant = s_groups
        .SelectMany(group => group.Words.Split(' ').Select(word => (group.Key, Word: word, group.Meant)))
        .ToDictionary(entry => (entry.Key, entry.Word), entry => entry.Meant);

    /// <summary>What to say of a word that means something else altogether; null of any other.</summary>
    public static string? Advice(SpecKey key, string written) => (key.Name, SpecKey.Plain(written)) switch
    {
        (SpecKeys.Direction, "maximize" or "minimize" or "max" or "min") => "; it is the way a sequence is read, and tables rank runs by themselves",
        (SpecKeys.Monitor, "val_acc" or "val_accuracy" or "accuracy" or "acc" or "test_loss") => "; only these losses can be followed",
        _ => null,
    };

    /// <summary>All of them, with what they mean.</summary>
    public static IEnumerable<(string Key, string Word, string Meant)> All => s_meant.Select(entry => (entry.Key.Key, entry.Key.Word, entry.Value));

    /// <summary>The word that seems to be meant: what another tool's stands for, or else the nearest; null where none is near.</summary>
    /// <param name="key">The key.</param>
    /// <param name="written">What was written.</param>
    /// <param name="words">The words that the key may be here.</param>
    public static string? Suggestion(SpecKey key, string written, IReadOnlyList<string> words) =>
        s_meant.TryGetValue((key.Name, SpecKey.Plain(written).Replace(' ', '_')), out string? meant) && words.Contains(meant) ? meant
            : NearestWord.Find(written, words);
}
