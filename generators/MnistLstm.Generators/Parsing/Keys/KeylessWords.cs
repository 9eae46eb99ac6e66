using System;
using System.Collections.Generic;
using System.Linq;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>
/// Keys of other tools (Keras, Lightning, Hugging Face, scikit-learn, Weights &amp; Biases) that a spec has no key for, with what stands in their place.
/// The nearest key would be a wrong hint: <c>metric</c> is no slip for <c>matrix</c>. What a key is called elsewhere stands with the key.
/// </summary>
internal static class KeylessWords
{
    private static readonly (string Words, string Advice)[] s_groups =
    [
        ("metric metrics scoring compute_metrics", "loss and accuracy are always measured, and tables rank by them; drop the key"),
        ("num_classes n_classes nb_classes num_labels output_size output_dim out_features", "the scores are always those of the 10 digits; drop the key"),
        ("device devices accelerator gpu gpus cuda use_cuda no_cuda strategy num_nodes", "runs are trained on the processor; drop the key"),
        ("workers num_workers n_workers n_jobs threads num_threads dataloader_num_workers",
            "threads are an option of the command line (--threads), as they change no result; drop the key"),
        ("name run_name experiment_name experiment project entity program command id version",
            "an experiment is called as its file; drop the key, or give a 'description'"),
        ("output_dir save_dir log_dir logdir results_dir checkpoint checkpoint_dir checkpoints model_dir save_path logger logging_steps log_interval "
            + "log_every verbose verbosity report_to",
            "results go to the folder results/ (--results on the command line); drop the key"),
        ("data_dir data_path data_root dataset_path root path",
            "the folder of the images is an option of the command line (--data); drop the key, or name a 'dataset'"),
        ("batch_first", "the batch is always the first dimension; drop the key"),
        ("beta1 beta2 beta_1 beta_2 adam_beta1 adam_beta2", "both stand in one list, as in PyTorch: 'betas: [0.9, 0.999]'"),
        ("centered maximize foreach fused capturable initial_accumulator_value",
            "it is PyTorch's default of that optimizer; drop the key"),
        ("recurrent_activation",
            "cells have PyTorch's own activations; between the layers of a 'model', 'relu' and 'tanh' are modules"),
        ("variational_dropout locked_dropout lockdrop lock_drop variational input_variational_dropout rnn_dropout spatial_dropout spatial_dropout1d dropouti "
            + "dropouth",
            "it is a module of a 'model', between others: '- variational_dropout: 0.3'"),
        ("recurrent_dropout recurrent_dropout_rate weight_drop weight_dropout wdrop",
            "PyTorch's modules have no dropout of the recurrent connections; 'dropout' is that between layers, and in a 'model' 'variational_dropout' drops "
                + "the same features at every step"),
        ("layer_norm layernorm use_layer_norm layer_normalization", "it is a module of a 'model', between others: '- layer_norm'"),
        ("precision dtype fp16 bf16 amp mixed_precision use_amp", "everything is computed in float32, as PyTorch does; drop the key"),
        ("deterministic cudnn_deterministic benchmark reproducible", "every run is reproducible to the bit; drop the key"),
        ("steps_per_epoch max_time", "training is counted in 'epochs' or 'steps'"),
    ];

    private static readonly Dictionary<string, string> s_advice = s_groups
        .SelectMany(group => group.Words.Split(' ').Select(word => (Word: word, group.Advice)))
        .ToDictionary(pair => pair.Word, pair => pair.Advice, StringComparer.Ordinal);

    /// <summary>The words.</summary>
    public static IEnumerable<string> All => s_advice.Keys;

    /// <summary>What to do instead; null where the word is none of these.</summary>
    public static string? Advice(string written) => s_advice.TryGetValue(SpecKey.Plain(written), out string? advice) ? advice : null;
}
