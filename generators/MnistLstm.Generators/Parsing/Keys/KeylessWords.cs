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
        ("num_classes n_classes nb_classes num_labels output_size output_dim out_features", "the scores are always those of the data's classes; drop the key"),
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
        (string.Join(" ", ModelKeys.VariationalDropout.AlsoCalled.Prepend(ModelKeys.VariationalDropout.Name)),
            "it is a module of a 'model', between others: '- variational_dropout: 0.3'"),
        ("recurrent_dropout recurrent_dropout_rate weight_drop weight_dropout wdrop",
            "PyTorch's modules have no dropout of the recurrent connections; 'dropout' is that between layers, and in a 'model' 'variational_dropout' drops "
                + "the same features at every step"),
        ("layer_norm layernorm use_layer_norm layer_normalization", "it is a module of a 'model', between others: '- layer_norm'"),
        ("precision dtype fp16 bf16 amp mixed_precision use_amp", "everything is computed in float32, as PyTorch does; drop the key"),
        ("deterministic cudnn_deterministic benchmark reproducible", "every run is reproducible to the bit; drop the key"),
        ("sequence_length seq_length seq_len time_steps timesteps n_timesteps",
            "a sequence has as many steps as 'input_size' divides its values into: MNIST's 784 are 28 steps of 28; give that, or leave it out"),
        ("steps_per_epoch max_time", "training is counted in 'epochs' or 'steps'"),
        ("n_trials num_trials num_samples max_trials max_evals sampler study_name n_startup_trials",
            "runs with values drawn at random stand below 'search', with their number: 'search: {samples: 20, ...}'"),
        ("pruner early_terminate grace_period reduction_factor max_t brackets hyperband asha",
            "successive halving is an option of the command line (sweep --halving); drop the key"),
        ("warmup_ratio warmup_proportion warmup_fraction warmup_pct", "a warm-up is counted in epochs, or steps: 'warmup_iters'"),
        ("gradient_accumulation_steps accumulate_grad_batches grad_accum grad_accum_steps gradient_accumulation accumulation_steps accum_steps",
            "gradients are of one batch each; a 'batch_size' so many times as large has the mean of as many samples"),
        ("save save_strategy save_steps save_every save_total_limit save_model save_freq save_interval resume resume_from_checkpoint auto_resume overwrite",
            "a run's weights are always stored, and the same command goes on with a run that was stopped; drop the key"),
        ("metric_for_best_model greater_is_better early_stopping_metric early_stopping_mode mode goal",
            "the best epoch is the one with the least validation loss; drop the key"),
        ("per_device_eval_batch_size eval_batch_size val_batch_size valid_batch_size test_batch_size validation_batch_size",
            "no result depends on the size of the batches that are evaluated; drop the key"),
        ("wandb use_wandb tensorboard use_tensorboard mlflow", "'--log tensorboard' is an option of run and sweep; drop the key"),
        ("folds n_folds k_folds num_folds n_splits cv cross_validation kfold",
            "there is no cross-validation; 'seeds' repeats a run, and 'validation_seed' chooses other samples to hold out"),
        ("test_split test_fraction test_ratio", "the test samples are the data set's own; 'data add --test-fraction' divides data of yours"),
        ("moms momentums", "'one_cycle_lr' has them in two keys, 'base_momentum' and 'max_momentum'"),
        ("fit_one_cycle one_cycle onecycle", "write 'lr_scheduler: one_cycle_lr', and the number of 'epochs'"),
        ("ema ema_decay use_ema swa mixup cutmix augment augmentation augmentations data_augmentation drop_mult tied tie_weights bptt nonmono emsize "
            + "embedding_dim embedding_size vocab_size pretrained attention zoneout noise gradient_checkpointing lookahead remove_unused_columns push_to_hub "
            + "dry_run",
            "a spec has no counterpart of it; drop the key"),
        ("defaults hydra", "a spec is whole in its file, so Hydra's lists and launchers have no place in it; drop the key"),
    ];

    private static readonly Dictionary<string, string> s_advice = s_groups
        .SelectMany(group => group.Words.Split(' ').Select(word => (Word: word, group.Advice)))
        .ToDictionary(pair => pair.Word, pair => pair.Advice, StringComparer.Ordinal);

    /// <summary>The words.</summary>
    public static IEnumerable<string> All => s_advice.Keys;

    /// <summary>What to do instead; null where the word is none of these.</summary>
    public static string? Advice(string written) => s_advice.TryGetValue(SpecKey.Plain(written), out string? advice) ? advice : null;
}
