using System.Collections.Generic;

namespace MnistLstm.Training.Settings;

/// <summary>
/// What a spec's keys are called, and the words that code looks at. Compiled into the generator, too: its key table says what a key may be, this
/// says how it is spelt, once for all that read or write it. The keys stand in the table's order.
/// </summary>
public static class SpecKeys
{
    /// <summary>Hidden units of each layer and direction.</summary>
    public const string HiddenSize = "hidden_size";

    /// <summary>Stacked recurrent layers.</summary>
    public const string Layers = "layers";

    /// <summary>One direction or two.</summary>
    public const string Direction = "direction";

    /// <summary>Images of a training step.</summary>
    public const string BatchSize = "batch_size";

    /// <summary>Whether the training samples are shuffled.</summary>
    public const string Shuffle = "shuffle";

    /// <summary>Whether a last batch that is not full is left out.</summary>
    public const string DropLast = "drop_last";

    /// <summary>The optimizer's step size.</summary>
    public const string LearningRate = "learning_rate";

    /// <summary>Passes over the training images.</summary>
    public const string Epochs = "epochs";

    /// <summary>Training steps, instead of epochs.</summary>
    public const string Steps = "steps";

    /// <summary>Training steps from one evaluation to the next.</summary>
    public const string EvalEvery = "eval_every";

    /// <summary>The random seed.</summary>
    public const string Seed = "seed";

    /// <summary>What the experiment is for.</summary>
    public const string Description = "description";

    /// <summary>The images.</summary>
    public const string Dataset = "dataset";

    /// <summary>The first N training images.</summary>
    public const string TrainSamples = "train_samples";

    /// <summary>The first N test images.</summary>
    public const string TestSamples = "test_samples";

    /// <summary>Training images held out.</summary>
    public const string ValidationSamples = "validation_samples";

    /// <summary>The part of the training images held out.</summary>
    public const string ValidationFraction = "validation_fraction";

    /// <summary>The seed of a random choice of them.</summary>
    public const string ValidationSeed = "validation_seed";

    /// <summary>Pixels of a time step.</summary>
    public const string InputSize = "input_size";

    /// <summary>How values are normalised.</summary>
    public const string Normalize = "normalize";

    /// <summary>The fixed order that values are read in.</summary>
    public const string Permutation = "permutation";

    /// <summary>The recurrent cell.</summary>
    public const string Cell = "cell";

    /// <summary>An RNN's nonlinearity.</summary>
    public const string Nonlinearity = "nonlinearity";

    /// <summary>Whether the recurrent module has biases.</summary>
    public const string Bias = "bias";

    /// <summary>Dropout between layers; in a model, a module of its own.</summary>
    public const string Dropout = "dropout";

    /// <summary>How the recurrent modules' input weights begin.</summary>
    public const string WeightIhInit = "weight_ih_init";

    /// <summary>How the recurrent modules' hidden weights begin.</summary>
    public const string WeightHhInit = "weight_hh_init";

    /// <summary>How the linear layers' weights begin.</summary>
    public const string LinearInit = "linear_init";

    /// <summary>How biases begin.</summary>
    public const string BiasInit = "bias_init";

    /// <summary>What an LSTM's forget gate begins with.</summary>
    public const string ForgetBias = "forget_bias";

    /// <summary>What the linear layer sees.</summary>
    public const string Readout = "readout";

    /// <summary>What the scores are.</summary>
    public const string Head = "head";

    /// <summary>The network module by module.</summary>
    public const string Model = "model";

    /// <summary>The optimizer.</summary>
    public const string Optimizer = "optimizer";

    /// <summary>The optimizer's weight decay.</summary>
    public const string WeightDecay = "weight_decay";

    /// <summary>The optimizer's momentum.</summary>
    public const string Momentum = "momentum";

    /// <summary>Nesterov's form of the momentum.</summary>
    public const string Nesterov = "nesterov";

    /// <summary>What Adam and its kin keep of both means.</summary>
    public const string Betas = "betas";

    /// <summary>What is added to the root that is divided by.</summary>
    public const string Eps = "eps";

    /// <summary>What RMSprop keeps of its mean.</summary>
    public const string Alpha = "alpha";

    /// <summary>What Adadelta keeps of its means.</summary>
    public const string Rho = "rho";

    /// <summary>What SGD's momentum is not given of a gradient.</summary>
    public const string Dampening = "dampening";

    /// <summary>Whether Adam divides by the greatest mean of squares.</summary>
    public const string Amsgrad = "amsgrad";

    /// <summary>How fast NAdam's momentum grows.</summary>
    public const string MomentumDecay = "momentum_decay";

    /// <summary>What the model's outputs are judged by.</summary>
    public const string Loss = "loss";

    /// <summary>The part of a sample's weight in the loss that all classes share.</summary>
    public const string LabelSmoothing = "label_smoothing";

    /// <summary>What each class's samples count in the loss.</summary>
    public const string ClassWeights = "class_weights";

    /// <summary>The largest norm of the gradients.</summary>
    public const string ClipGradNorm = "clip_grad_norm";

    /// <summary>The largest magnitude of a gradient's element.</summary>
    public const string ClipGradValue = "clip_grad_value";

    /// <summary>How the learning rate changes.</summary>
    public const string LrScheduler = "lr_scheduler";

    /// <summary>Epochs of one learning rate.</summary>
    public const string StepSize = "step_size";

    /// <summary>The factor of the learning rate.</summary>
    public const string Gamma = "gamma";

    /// <summary>Epochs until the least learning rate.</summary>
    public const string TMax = "t_max";

    /// <summary>The least learning rate.</summary>
    public const string EtaMin = "eta_min";

    /// <summary>The first factor.</summary>
    public const string StartFactor = "start_factor";

    /// <summary>The last factor.</summary>
    public const string EndFactor = "end_factor";

    /// <summary>Epochs from the one factor to the other.</summary>
    public const string TotalIters = "total_iters";

    /// <summary>Epochs after which the learning rate changes.</summary>
    public const string Milestones = "milestones";

    /// <summary>Epochs until the first restart.</summary>
    public const string T0 = "t_0";

    /// <summary>How many times as long the next one takes.</summary>
    public const string TMult = "t_mult";

    /// <summary>The factor on a plateau.</summary>
    public const string Factor = "factor";

    /// <summary>Epochs of a plateau that are let pass.</summary>
    public const string Patience = "patience";

    /// <summary>How far below the least loss a new one must be.</summary>
    public const string Threshold = "threshold";

    /// <summary>What that is measured by.</summary>
    public const string ThresholdMode = "threshold_mode";

    /// <summary>Epochs after a change in which none is counted.</summary>
    public const string Cooldown = "cooldown";

    /// <summary>The least learning rate on a plateau.</summary>
    public const string MinLr = "min_lr";

    /// <summary>The loss that is followed.</summary>
    public const string Monitor = "monitor";

    /// <summary>The part of the training in which the rate of one cycle rises.</summary>
    public const string PctStart = "pct_start";

    /// <summary>How it goes up and down.</summary>
    public const string AnnealStrategy = "anneal_strategy";

    /// <summary>What the largest rate is divided by at the beginning.</summary>
    public const string DivFactor = "div_factor";

    /// <summary>What the first rate is divided by in the end.</summary>
    public const string FinalDivFactor = "final_div_factor";

    /// <summary>Whether there is a third phase.</summary>
    public const string ThreePhase = "three_phase";

    /// <summary>Whether the momentum is cycled, too.</summary>
    public const string CycleMomentum = "cycle_momentum";

    /// <summary>The least momentum of the cycle.</summary>
    public const string BaseMomentum = "base_momentum";

    /// <summary>The greatest momentum of the cycle.</summary>
    public const string MaxMomentum = "max_momentum";

    /// <summary>What the learning rate changes after.</summary>
    public const string LrSchedulerInterval = "lr_scheduler_interval";

    /// <summary>Epochs or steps of a warm-up.</summary>
    public const string WarmupIters = "warmup_iters";

    /// <summary>The first factor of a warm-up.</summary>
    public const string WarmupStartFactor = "warmup_start_factor";

    /// <summary>When the test images are looked at.</summary>
    public const string Evaluate = "evaluate";

    /// <summary>Epochs without a new least validation loss.</summary>
    public const string EarlyStoppingPatience = "early_stopping_patience";

    /// <summary>Whether the best epoch's weights are the result.</summary>
    public const string RestoreBest = "restore_best";

    /// <summary>One run per seed.</summary>
    public const string Seeds = "seeds";

    /// <summary>One run per combination.</summary>
    public const string Matrix = "matrix";

    /// <summary>Runs with values drawn at random.</summary>
    public const string Search = "search";

    /// <summary>Further runs.</summary>
    public const string Cases = "cases";

    /// <summary>Combinations left out.</summary>
    public const string Exclude = "exclude";

    /// <summary>Published figures.</summary>
    public const string Reference = "reference";

    /// <summary>The keys that say how parameters begin, of flat keys and of a <c>model</c> alike.</summary>
    public static readonly IReadOnlyList<string> Initialization = [WeightIhInit, WeightHhInit, LinearInit, BiasInit, ForgetBias];

    /// <summary>The flat keys that say a network, where <c>model</c> does not.</summary>
    public static readonly IReadOnlyList<string> Network = [HiddenSize, Layers, Direction, Cell, Nonlinearity, Bias, Dropout, Readout, Head];
}
