using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using MnistLstm.Generators.Model.Families;
using MnistLstm.Generators.Parsing.Text;
using MnistLstm.Training;
using MnistLstm.Training.Data.Catalog;
using MnistLstm.Training.Networks;
using MnistLstm.Training.Settings;

namespace MnistLstm.Generators.Parsing.Keys;

/// <summary>
/// Every key of a spec, in the order of docs/spec.md. The one source of names, types, ranges, defaults and their documentation:
/// the parser and "did you mean" read it, docs/spec.md and experiments/experiment.schema.json are written from it (docs/spec.md says how).
/// </summary>
internal static class KeyTable
{
    public static readonly SpecKey HiddenSize =
        new(SpecKeys.HiddenSize, ValueKind.Integer, "Hidden units of each layer and direction. It, or a `model`, must be given.")
    {
        Required = true, Range = new(1, 4096), AffectsResult = true,
        AlsoCalled = ["hidden", "hidden_dim", "hidden_units", "hidden_layer_sizes", "hiddensize", "n_hidden", "num_hidden", "num_units", "n_units", "units",
            "neurons", "lstm_units", "rnn_units", "n_hid", "nhid", "rnn_size", "lstm_size", "state_size", "d_model"],
        Examples = ["32", "128"],
    };

    public static readonly SpecKey Layers = new(SpecKeys.Layers, ValueKind.Integer, "Stacked recurrent layers.")
    {
        Default = "1", Range = new(1, 8), AffectsResult = true,
        AlsoCalled = ["num_layers", "n_layers", "nlayers", "numlayers", "layer_count", "num_hidden_layers", "num_rnn_layers", "rnn_layers", "lstm_layers",
            "depth"], Examples = ["2"],
    };

    public static readonly SpecKey Direction =
        new(SpecKeys.Direction, ValueKind.Word, "`bidirectional`: each layer reads the sequence from its beginning and from its end.")
    {
        Default = SpecWords.Forward, Words = [SpecWords.Forward, SpecWords.Bidirectional], AffectsResult = true,
        AlsoCalled = ["bidirectional", "is_bidirectional", "bidir", "directions", "num_directions", "go_backwards"],
    };

    public static readonly SpecKey BatchSize = new(SpecKeys.BatchSize, ValueKind.Integer,
        "Samples of a training step. The last batch of an epoch holds what is left, as in PyTorch, unless `drop_last` is set; "
            + "a batch larger than the training set is one batch an epoch.")
    {
        Required = true, Range = new(1, 60000), AffectsResult = true,
        AlsoCalled = ["batch", "bs", "batchsize", "train_batch_size", "per_device_train_batch_size", "minibatch_size", "mini_batch_size", "batch_size_train",
            "bsz"],
        Examples = ["50", "100"],
    };

    public static readonly SpecKey Shuffle = new(SpecKeys.Shuffle, ValueKind.Boolean,
        "Whether the training samples come in a new order in every epoch, as from `DataLoader(shuffle=True)`; `false` keeps the data's own.")
    {
        Default = "true", AffectsResult = true, AlsoCalled = ["shuffle_data", "shuffle_train", "reshuffle", "reshuffle_each_iteration"], Examples = ["false"],
    };

    public static readonly SpecKey DropLast = new(SpecKeys.DropLast, ValueKind.Boolean,
        "Leave out the last batch of an epoch where it would be smaller than `batch_size`, as `DataLoader(drop_last=True)`.")
    {
        Default = "false", AffectsResult = true, AlsoCalled = ["drop_last_batch", "drop_remainder", "dataloader_drop_last"], Examples = ["true"],
    };

    public static readonly SpecKey LearningRate = new(SpecKeys.LearningRate, ValueKind.Float, "Step size of the optimizer.")
    {
        Required = true, Range = NumberRange.Positive, IsSingle = true, AffectsResult = true, Examples = ["0.005", "1e-3"],
        AlsoCalled = ["lr", "eta", "eta0", "base_lr", "init_lr", "initial_lr", "max_lr", "learning_rate_init", "learningrate", "lr_max"],
    };

    public static readonly SpecKey Epochs = new(SpecKeys.Epochs, ValueKind.Integer, "Passes over the training samples. It, or `steps`, must be given.")
    {
        Required = true, Range = new(1, 10000), AffectsResult = true,
        AlsoCalled = ["num_epochs", "n_epochs", "nb_epochs", "nb_epoch", "max_epochs", "num_train_epochs", "numepochs", "max_iter", "n_iter", "n_epoch"],
        Examples = ["5"],
    };

    public static readonly SpecKey Seed =
        new(SpecKeys.Seed, ValueKind.Integer, "What `torch.manual_seed` would be given: initial weights and batch order follow from it.")
    {
        Default = "0", AffectsResult = true,
        AlsoCalled = ["random_seed", "manual_seed", "random_state", "rng_seed", "rng", "seed_everything", "torch_seed", "set_seed", "global_seed"],
        Examples = ["1"],
    };

    public static readonly SpecKey Description = new(SpecKeys.Description, ValueKind.Text, "What the experiment is for.")
    {
        AlsoCalled = ["desc", "notes", "note", "comment", "title", "tags", "about"], Examples = ["A small LSTM on the embedded digits"],
    };

    public static readonly SpecKey Dataset = new(SpecKeys.Dataset, ValueKind.Word,
        "The data: one of the program's own sets, or the name of a manifest in `datasets/`. `mnist-10k` is built in: 10,000 of MNIST's digits, for quick runs "
            + "without a download.")
    {
        Default = "mnist", Words = DatasetCatalog.All.Select(set => set.Name).ToArray(),
        Form = SpecKey.WordList(DatasetCatalog.All.Select(set => set.Name).ToArray()) + ", or the name of a manifest", AffectsResult = true,
        AlsoCalled = ["data", "data_set", "data_name", "dataset_name", "task_name"],
    };

    public static readonly SpecKey TrainSamples = new(SpecKeys.TrainSamples, ValueKind.Integer, "Train on the first N training samples only.")
    {
        Default = SpecWords.AllSamples, Range = NumberRange.AtLeast(1), AffectsResult = true,
        AlsoCalled = ["max_train_samples", "train_size", "num_train", "n_train", "limit_train_batches"], Examples = ["3000"],
    };

    public static readonly SpecKey TestSamples = new(SpecKeys.TestSamples, ValueKind.Integer, "Test on the first N test samples only.")
    {
        Default = SpecWords.AllSamples, Range = NumberRange.AtLeast(1), AffectsResult = true,
        AlsoCalled = ["max_test_samples", "test_size", "num_test", "n_test", "limit_test_batches"], Examples = ["500"],
    };

    public static readonly SpecKey ValidationSamples = new(SpecKeys.ValidationSamples, ValueKind.Integer,
        "Hold out the last N of the training samples for choosing between runs: they are not trained on, and tables rank by them, not by the test "
            + "samples. 0 for none.")
    {
        Default = "0", Range = NumberRange.AtLeast(0), AffectsResult = true,
        AlsoCalled = ["val_samples", "valid_samples", "validation", "validation_size", "val_size", "valid_size", "max_eval_samples", "num_val", "n_val",
            "holdout", "dev_size"], Examples = ["500"],
    };

    public static readonly SpecKey ValidationFraction = new(SpecKeys.ValidationFraction, ValueKind.Float,
        "Hold out this part of the training samples instead of a number of them, rounded down to whole samples. 0 for none.")
    {
        Default = "0", Range = new(0, 1, WithoutMax: true), AffectsResult = true,
        AlsoCalled = ["validation_split", "validation_ratio", "val_split", "val_fraction", "val_ratio", "val_percent", "valid_split", "valid_fraction",
            "dev_split", "valid_pct", "val_pct"], Examples = ["0.1"],
    };

    public static readonly SpecKey ValidationSeed = new(SpecKeys.ValidationSeed, ValueKind.Integer,
        "Hold out random samples instead of the last ones: those that `torch.utils.data.random_split` chooses with a generator of this seed.")
    {
        Default = SpecWords.None, Range = new(0, int.MaxValue), AffectsResult = true, AlsoCalled = ["split_seed", "split_random_state", "val_seed"],
        Needs = new(ValidationSamples, NumberRange.Positive, ValidationFraction), Examples = ["42"],
    };

    public static readonly SpecKey InputSize = new(SpecKeys.InputSize, ValueKind.Integer,
        "Values of a time step, which must divide those of a sequence: the model reads `x.reshape(-1, x[0].numel() // input_size, input_size)`. Left out, it "
            + "is the features that the data set has. Of MNIST 28 is a row a step, 56 two rows, 14 half a row, 1 pixel by pixel.")
    {
        Default = DatasetCatalog.Mnist.Features.ToString(CultureInfo.InvariantCulture), Range = NumberRange.AtLeast(1), AffectsResult = true,
        AlsoCalled = ["in_features", "input_dim", "input_shape", "num_inputs", "num_features", "n_features", "pixels_per_step", "rows_per_step"],
        Examples = ["56", "14"],
    };

    public static readonly SpecKey Normalize = new(SpecKeys.Normalize, ValueKind.Normalization,
        "`torchvision.transforms.Normalize` of what is read: `(x - mean) / std`, with the figures given (`0.1307` and `0.3081` are usual for MNIST), or with "
            + "`train`: those of each feature over all samples that are trained on.")
    {
        Default = SpecWords.None, Form = "'none', 'train', or {mean: ..., std: ...}", AffectsResult = true,
        AlsoCalled = ["normalise", "normalization", "normalisation", "standardize", "standardise", "standardization", "scaler", "scaling", "transform",
            "preprocessing"],
        Examples = ["{mean: 0.1307, std: 0.3081}", SpecWords.OfTraining],
    };

    public static readonly SpecKey Permutation = new(SpecKeys.Permutation, ValueKind.Integer,
        "The seed of one fixed order in which the values of every sequence are read: `torch.randperm(T * I)` of a generator of that seed. With `input_size: "
            + "1` it makes the permuted pixel-by-pixel task.")
    {
        Default = SpecWords.None, Range = new(0, int.MaxValue), AffectsResult = true,
        AlsoCalled = ["permute", "permuted", "permutation_seed", "shuffle_pixels"], Examples = ["92916"],
    };

    public static readonly SpecKey Cell = new(SpecKeys.Cell, ValueKind.Word, "The recurrent cell: `nn.LSTM`, `nn.GRU` or `nn.RNN`.")
    {
        Default = "lstm", Words = CellKind.All.Select(cell => cell.Word).ToArray(), AffectsResult = true,
        AlsoCalled = ["rnn_type", "cell_type", "rnn_cell", "rnn", "lstm", "gru", "unit_type", "model_type", "arch"],
    };

    public static readonly SpecKey Nonlinearity =
        new(SpecKeys.Nonlinearity, ValueKind.Word, "What makes the hidden state: `nn.RNN`'s `nonlinearity`. The other cells have theirs.")
    {
        Default = RecurrentModule.Tanh, Words = [RecurrentModule.Tanh, RecurrentModule.Relu], Cells = ["rnn"], AffectsResult = true,
        AlsoCalled = ["activation", "non_linearity", "activation_function", "hidden_activation"],
    };

    public static readonly SpecKey Bias =
        new(SpecKeys.Bias, ValueKind.Boolean, "Whether the recurrent module has the biases `bias_ih` and `bias_hh`. The linear layer has one in any case.")
    {
        Default = "true", AffectsResult = true, AlsoCalled = ["use_bias", "biases", "has_bias"], Examples = ["false"],
    };

    public static readonly SpecKey Dropout =
        new(SpecKeys.Dropout, ValueKind.Float, "Probability of dropping a value between two layers, in training; above 0 it needs `layers` of 2 or more.")
    {
        Default = "0", Range = new(0, 1, WithoutMax: true), AffectsResult = true,
        AlsoCalled = ["dropout_rate", "dropout_prob", "drop_prob", "drop_rate", "drop", "keep_prob", "p_dropout", "hidden_dropout_prob"],
        Needs = new(Layers, NumberRange.AtLeast(2)), Examples = ["0.2"],
    };

    public static readonly SpecKey Readout = new(SpecKeys.Readout, ValueKind.Word,
        "What the linear layer sees: `last` is `output[:, -1, :]`, `final_states` the last hidden state of each direction, concatenated.")
    {
        Default = ReadoutModule.Last, Words = [ReadoutModule.Last, ReadoutModule.FinalStates], AffectsResult = true,
        AlsoCalled = ["return_sequences", "return_state", "pooling", "pool"],
    };

    public static readonly SpecKey Head = new(SpecKeys.Head, ValueKind.Word,
        "`softmax` puts a softmax before the cross-entropy (which has one of its own), as one of the published experiments does.")
    {
        Default = SpecWords.LinearHead, Words = [SpecWords.LinearHead, SpecWords.SoftmaxHead], AffectsResult = true,
        AlsoCalled = ["output_activation", "classifier", "output_layer"],
    };

    public static readonly SpecKey WeightIhInit = Init(SpecKeys.WeightIhInit,
        "How `weight_ih` of the recurrent modules begins: a function of `torch.nn.init`, with an argument in brackets where it has one "
            + "([more](#initial-weights)).",
        WeightInit.OfWeights, "kernel_initializer", "input_init", "input_initializer", "w_init", "weight_init", "init_weights");

    public static readonly SpecKey WeightHhInit = Init(SpecKeys.WeightHhInit, "How `weight_hh` of the recurrent modules begins.", WeightInit.OfWeights,
        "recurrent_initializer", "hidden_init", "hidden_initializer", "recurrent_init", "u_init");

    public static readonly SpecKey LinearInit =
        Init(SpecKeys.LinearInit, "How the weight of linear layers begins.", WeightInit.OfWeights, "fc_init", "output_init", "dense_init", "head_init");

    public static readonly SpecKey BiasInit =
        Init(SpecKeys.BiasInit, "How the biases of recurrent modules and linear layers begin.", WeightInit.OfBiases, "bias_initializer", "b_init");

    public static readonly SpecKey ForgetBias = new(SpecKeys.ForgetBias, ValueKind.Float,
        "What the forget gate of an `lstm` begins with: this in `bias_ih`, and 0 in `bias_hh`. Keras begins with 1.")
    {
        Default = SpecWords.None, Range = NumberRange.NotNegative, IsSingle = true, Cells = ["lstm"], AffectsResult = true,
        AlsoCalled = ["unit_forget_bias", "forget_gate_bias", "init_forget_bias"], Examples = ["1"],
    };

    public static readonly SpecKey Model = new(SpecKeys.Model, ValueKind.List,
        "The network module by module, from the data's time steps to a score for each class: instead of `hidden_size`, `layers`, `direction`, `cell`, "
            + "`nonlinearity`, `bias`, `dropout`, `readout` and `head`.")
    {
        Form = $"a list of 1 to {ModelKeys.MostModules} modules", AffectsResult = true, AlsoCalled = ["network", "architecture", "stack", "modules"],
        Examples = ["[lstm: {hidden_size: 64, direction: bidirectional}, dropout: 0.2, readout: last, linear: 64, relu, linear: 10]"],
    };

    public static readonly SpecKey Loss = new(SpecKeys.Loss, ValueKind.Word,
        "What the model's outputs are judged by: `nn.CrossEntropyLoss()` of classes; of a data set with targets `nn.MSELoss()`, which holds there where "
            + "nothing is said, `nn.L1Loss()` or `nn.SmoothL1Loss()`.")
    {
        Default = SpecWords.CrossEntropy, Words = [SpecWords.CrossEntropy, SpecWords.MseLoss, SpecWords.L1Loss, SpecWords.SmoothL1Loss], AffectsResult = true,
        AlsoCalled = ["criterion", "loss_fn", "loss_function", "loss_type", "loss_name", "objective"],
    };

    public static readonly SpecKey LabelSmoothing = new(SpecKeys.LabelSmoothing, ValueKind.Float,
        "`label_smoothing` of `nn.CrossEntropyLoss`: the part of a sample's weight that all classes share alike; of the losses that are evaluated, too.")
    {
        Default = "0", Range = new(0, 1, WithoutMax: true), AffectsResult = true, Examples = ["0.1"],
        AlsoCalled = ["smoothing", "label_smoothing_factor", "label_smooth", "smoothing_factor", "ls"],
    };

    public static readonly SpecKey ClassWeights = new(SpecKeys.ClassWeights, ValueKind.FloatList,
        "`weight` of `nn.CrossEntropyLoss`, a number for each class in their order: a batch's loss, and an evaluation's, is the weighted mean. "
            + "A class of weight 0 is ignored.")
    {
        Default = SpecWords.None, Range = NumberRange.NotNegative, IsSingle = true, Form = "a list of numbers at least 0, one a class", AffectsResult = true,
        AlsoCalled = ["class_weight", "weights", "loss_weights", "loss_weight", "pos_weight", "weight"],
        Examples = ["[1, 1, 1, 2.5, 1, 1, 1, 1, 1, 1]"],
    };

    public static readonly SpecKey ClipGradNorm = new(SpecKeys.ClipGradNorm, ValueKind.Float,
        "`max_norm` of `torch.nn.utils.clip_grad_norm_`: where the norm of all gradients together is larger, they are scaled down to it before the "
            + "optimizer's step. 0 for none.")
    {
        Default = "0", Range = NumberRange.NotNegative, IsSingle = true, AffectsResult = true, Examples = ["1"],
        AlsoCalled = ["clip", "clip_norm", "clipnorm", "global_clipnorm", "grad_clip", "grad_clip_norm", "grad_norm", "gradient_clip", "gradient_clip_val",
            "gradient_clipping", "max_grad_norm", "max_norm"],
    };

    public static readonly SpecKey ClipGradValue = new(SpecKeys.ClipGradValue, ValueKind.Float,
        "`clip_value` of `torch.nn.utils.clip_grad_value_`: every element of the gradients is clamped to between its negative and itself before the "
            + "optimizer's step. 0 for none. Not together with `clip_grad_norm`.")
    {
        Default = "0", Range = NumberRange.NotNegative, IsSingle = true, AffectsResult = true, Examples = ["0.5"],
        AlsoCalled = ["clip_value", "clipvalue", "grad_clip_value", "gradient_clip_value", "max_grad_value"],
    };

    public static readonly SpecKey Evaluate = new(SpecKeys.Evaluate, ValueKind.Word,
        "When the test samples, and those held out for validation, are looked at. As in PyTorch, each look draws a random number, so the two orders of "
            + "training batches differ from epoch 2 on.")
    {
        Default = SpecWords.EachEpoch, Words = [SpecWords.EachEpoch, SpecWords.AtEnd], AffectsResult = true,
        AlsoCalled = ["evaluation", "eval", "evaluate_every", "eval_strategy", "evaluation_strategy", "check_val_every_n_epoch", "validation_freq"],
    };

    public static readonly SpecKey EarlyStoppingPatience = new(SpecKeys.EarlyStoppingPatience, ValueKind.Integer,
        "End the run after N epochs in a row without a new least validation loss; its result is that of its last epoch, or with `restore_best` that of the "
            + "best. 0 to train all epochs. Needs held-out samples.")
    {
        Default = "0", Range = new(0, 10000), AffectsResult = true,
        AlsoCalled = ["early_stopping", "earlystopping", "early_stop", "early_stopping_rounds", "n_iter_no_change", "callbacks", "cbs", "es_patience",
            "early_stop_patience"],
        Needs = new(ValidationSamples, NumberRange.Positive, ValidationFraction), Examples = ["3"],
    };

    public static readonly SpecKey RestoreBest = new(SpecKeys.RestoreBest, ValueKind.Boolean,
        "The result is the epoch with the least validation loss, not the last one: its weights, its figures. Needs held-out samples.")
    {
        Default = "false", AffectsResult = true,
        AlsoCalled = ["restore_best_weights", "load_best_model_at_end", "save_best_only", "save_best", "keep_best", "best_only", "save_top_k"],
        Needs = new(ValidationSamples, NumberRange.Positive, ValidationFraction), Examples = ["true"],
    };

    public static readonly SpecKey Seeds =
        new(SpecKeys.Seeds, ValueKind.List, "One run per seed, of everything else; tables show their mean ± standard deviation. Not together with `seed`.")
    {
        Form = "a list of 64-bit integers", AlsoCalled = ["random_seeds", "num_seeds", "n_seeds", "repeats", "repetitions"], Examples = ["[0, 1, 2]"],
    };

    public static readonly SpecKey Matrix = new(SpecKeys.Matrix, ValueKind.Mapping, "One run for each combination, in file order, the last key fastest.")
    {
        Form = "keys with lists of values",
        AlsoCalled = ["parameters", "params", "param_grid", "grid", "grid_search", "hyperparameters", "sweep", "sweeps", "method", "variations"],
        Examples = ["{hidden_size: [32, 64], learning_rate: [1e-3, 5e-3]}"],
    };

    public static readonly SpecKey Search = new(SpecKeys.Search, ValueKind.Mapping,
        "As many runs as `samples` says, with values drawn from distributions ([more](#random-search)). Not together with `matrix`.")
    {
        Form = "'samples', and keys with distributions",
        AlsoCalled = ["random_search", "randomized_search", "search_space", "param_distributions", "distributions", "space", "hyperopt", "optuna", "tune"],
        Examples = ["{samples: 20, learning_rate: {log_uniform: [1e-4, 1e-1]}, hidden_size: {choice: [32, 64, 128]}}"],
    };

    public static readonly SpecKey Cases =
        new(SpecKeys.Cases, ValueKind.List, "Further runs, each with values of its own beside or instead of the spec's; not crossed with the matrix.")
    {
        Form = "a list of keys with values", AlsoCalled = ["include", "runs", "variants", "configs", "experiments"],
        Examples = ["[{optimizer: adam, learning_rate: 1e-3}, {optimizer: sgd, learning_rate: 0.1, momentum: 0.9}]"],
    };

    public static readonly SpecKey Exclude = new(SpecKeys.Exclude, ValueKind.List, "Combinations to leave out of the matrix: all that have these values.")
    {
        Form = "a list of keys with values", AlsoCalled = ["skip", "except"], Examples = ["[{hidden_size: 64, learning_rate: 5e-3}]"],
    };

    public static readonly SpecKey Reference = new(SpecKeys.Reference, ValueKind.Mapping, "Published figures to compare with; they affect no result.")
    {
        AlsoCalled = ["baseline", "published", "expected", "paper", "target"], Examples = ["{source: Where these figures stand, test_accuracy: 0.9807}"],
    };

    /// <summary>The keys of a spec.</summary>
    public static readonly IReadOnlyList<SpecKey> Keys =
    [
        HiddenSize, Layers, Direction, BatchSize, Shuffle, DropLast, LearningRate, Epochs, StepKeys.Steps, StepKeys.EvalEvery, Seed, Description, Dataset,
        TrainSamples, TestSamples, ValidationSamples, ValidationFraction, ValidationSeed,
        InputSize, Normalize, Permutation, Cell, Nonlinearity, Bias, Dropout, Readout, Head,
        WeightIhInit, WeightHhInit, LinearInit, BiasInit, ForgetBias, Model,
        .. OptimizerKeys.Keys, Loss, LabelSmoothing, ClassWeights, ClipGradNorm, ClipGradValue, .. ScheduleKeys.Keys, Evaluate,
        EarlyStoppingPatience, RestoreBest, Seeds, Matrix, Search, Cases, Exclude, Reference,
    ];

    /// <summary>The keys that make a spec a family of runs.</summary>
    public static readonly IReadOnlyList<SpecKey> Family = [Seeds, Matrix, Search, Cases, Exclude];

    /// <summary>The flat keys that say a network: what <c>model</c> stands in place of. What its first module reads is none of them.</summary>
    public static readonly IReadOnlyList<SpecKey> Network = FamilyShape.ShapeKeys.Where(SpecKeys.Network.Contains).Select(Of).ToArray();

    /// <summary>The keys that say how parameters begin.</summary>
    public static readonly IReadOnlyList<SpecKey> Initial = SpecKeys.Initialization.Select(Of).ToArray();

    /// <summary>The keys that can change a result. Those of the network are a run's settings, or <c>model</c> is.</summary>
    public static readonly IReadOnlyList<SpecKey> Settings = Keys.Where(key => key.AffectsResult).ToArray();

    /// <summary>The settings that runs of a family can differ in by the matrix or a case; seeds have a list of their own, and a model and a normalisation are
    /// of all runs.</summary>
    public static readonly IReadOnlyList<SpecKey> Variable = Settings.Where(key => key != Seed && key != Model && key != Normalize).ToArray();

    private static SpecKey Init(string name, string summary, IReadOnlyList<string> words, params string[] alsoCalled) =>
        new(name, ValueKind.WeightInit, summary)
    {
        Default = WeightInit.Default, Words = words, AffectsResult = true, AlsoCalled = alsoCalled, Examples = ["normal(0.01)", "uniform(0.1)"],
    };

    /// <summary>The key of a name that is one.</summary>
    public static SpecKey Of(string name) => Keys.First(key => key.Name == name);
}
